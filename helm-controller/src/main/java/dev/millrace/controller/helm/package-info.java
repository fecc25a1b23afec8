/** HelmReleases become Helm releases. */
@NullMarked
package dev.millrace.controller.helm;

import org.jspecify.annotations.NullMarked;

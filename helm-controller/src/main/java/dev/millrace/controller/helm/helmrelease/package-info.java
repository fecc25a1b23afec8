/** HelmRelease: from a chart and values to a release that is kept as wanted (FLUX.md 4). */
@NullMarked
package dev.millrace.controller.helm.helmrelease;

import org.jspecify.annotations.NullMarked;

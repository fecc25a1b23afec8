/** Helm releases (FLUX.md 4). */
@NullMarked
package dev.millrace.api.helm;

import org.jspecify.annotations.NullMarked;

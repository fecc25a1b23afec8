/** Artifacts composed of other artifacts (FLUX.md 2.7). */
@NullMarked
package dev.millrace.api.extensions;

import org.jspecify.annotations.NullMarked;

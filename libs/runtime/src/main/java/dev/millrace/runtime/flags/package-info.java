/** Command-line flags, with Flux's names and defaults (FLUX.md 1.9). */
@NullMarked
package dev.millrace.runtime.flags;

import org.jspecify.annotations.NullMarked;

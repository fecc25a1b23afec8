/** Waking objects when others change (FLUX.md 1.13). */
@NullMarked
package dev.millrace.runtime.watch;

import org.jspecify.annotations.NullMarked;

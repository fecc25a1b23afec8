/** Objects that wait for others (FLUX.md 1.13, 3.1). */
@NullMarked
package dev.millrace.runtime.dependency;

import org.jspecify.annotations.NullMarked;

/** Charts, values, rendering, release storage and release actions. */
@NullMarked
package dev.millrace.helm;

import org.jspecify.annotations.NullMarked;

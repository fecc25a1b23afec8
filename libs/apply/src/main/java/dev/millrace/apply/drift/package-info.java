/** How two states of an object differ, what of it counts, and what of it may be shown. */
@NullMarked
package dev.millrace.apply.drift;

import org.jspecify.annotations.NullMarked;

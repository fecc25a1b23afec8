/** From Flux to Millrace and back: what one leaves is what the other expects. */
@NullMarked
package dev.millrace.e2e.moving;

import org.jspecify.annotations.NullMarked;

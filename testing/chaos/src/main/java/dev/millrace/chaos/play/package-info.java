/** An application that is deployed and changed while faults happen, and what is left in the end. */
@NullMarked
package dev.millrace.chaos.play;

import org.jspecify.annotations.NullMarked;

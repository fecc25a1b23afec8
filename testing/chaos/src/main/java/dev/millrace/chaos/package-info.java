/** The faults, one after the other, and the table of how they ended. */
@NullMarked
package dev.millrace.chaos;

import org.jspecify.annotations.NullMarked;

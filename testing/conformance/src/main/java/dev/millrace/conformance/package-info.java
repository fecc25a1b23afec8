/** Runs the conformance cases against the engines and prints a score table. */
@NullMarked
package dev.millrace.conformance;

import org.jspecify.annotations.NullMarked;

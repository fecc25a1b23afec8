/** Runs the cases that record how Flux behaves. */
@NullMarked
package dev.millrace.conformance.flux;

import org.jspecify.annotations.NullMarked;

/** Runs the Helm cases: template functions and whole charts. */
@NullMarked
package dev.millrace.conformance.helm;

import org.jspecify.annotations.NullMarked;

/** Applications of public projects, taken from the conformance cases and deployed for real. */
@NullMarked
package dev.millrace.e2e.real;

import org.jspecify.annotations.NullMarked;

/** Runs the cases of Go's text/template and of Sprig. */
@NullMarked
package dev.millrace.conformance.gotemplate;

import org.jspecify.annotations.NullMarked;

/** Processes and servers of tests. */
@NullMarked
package dev.millrace.e2e.process;

import org.jspecify.annotations.NullMarked;

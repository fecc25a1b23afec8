/** Benchmarks; never part of the tests. */
@NullMarked
package dev.millrace.bench;

import org.jspecify.annotations.NullMarked;

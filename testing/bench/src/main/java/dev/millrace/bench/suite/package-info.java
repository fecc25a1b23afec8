/**
 * The benchmark of whole suites, side by side: each workload is done by each arm, on a fresh API
 * server each time; the arms take turns, and a result counts only when all leave the same objects.
 */
@NullMarked
package dev.millrace.bench.suite;

import org.jspecify.annotations.NullMarked;

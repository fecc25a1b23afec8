/** Metrics about runs (FLUX.md 1.11). */
@NullMarked
package dev.millrace.runtime.metrics;

import org.jspecify.annotations.NullMarked;

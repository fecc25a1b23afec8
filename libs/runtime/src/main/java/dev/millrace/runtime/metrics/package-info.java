/**
 * Metrics: what runs tell ({@link RunMetrics}), what state objects are in ({@link ObjectStates}),
 * what the process and its requests cost (FLUX.md 1.11).
 */
@NullMarked
package dev.millrace.runtime.metrics;

import org.jspecify.annotations.NullMarked;

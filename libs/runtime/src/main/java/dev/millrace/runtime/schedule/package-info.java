/**
 * When an object is reconciled next: interval with jitter, backoff, fixed waits, and the timer that
 * wakes it then (docs/decisions/0031-planned-runs.md).
 */
@NullMarked
package dev.millrace.runtime.schedule;

import org.jspecify.annotations.NullMarked;

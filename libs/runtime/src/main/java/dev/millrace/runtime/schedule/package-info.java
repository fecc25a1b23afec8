/** When an object is reconciled next: interval with jitter, backoff, fixed waits. */
@NullMarked
package dev.millrace.runtime.schedule;

import org.jspecify.annotations.NullMarked;

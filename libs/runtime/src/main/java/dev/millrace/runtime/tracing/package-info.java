/** Traces of runs, sent to a collector of OpenTelemetry. */
@NullMarked
package dev.millrace.runtime.tracing;

import org.jspecify.annotations.NullMarked;

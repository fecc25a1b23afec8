package dev.millrace.runtime.tracing;

import java.util.List;

/** Takes the spans of runs that are over; never waits. */
@FunctionalInterface
interface SpanSink {
  void accept(List<Span> spans);
}

package dev.millrace.harness.live;

import dev.millrace.runtime.event.EventRecorder;
import dev.millrace.runtime.event.EventSubject;
import dev.millrace.runtime.event.Notice;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the events that reconcilers tell. */
public final class RecordedEvents implements EventRecorder {
  private final List<Told> told = new CopyOnWriteArrayList<>();

  private record Told(EventSubject subject, Notice notice) {}

  @Override
  public void record(EventSubject subject, Notice notice) {
    told.add(new Told(subject, notice));
  }

  /** What was told about an object so far. */
  public List<Notice> about(String namespace, String name) {
    return told.stream()
        .filter(each -> namespace.equals(each.subject.namespace()))
        .filter(each -> name.equals(each.subject.name()))
        .map(Told::notice)
        .toList();
  }
}

package dev.millrace.controller.notification.statuspage.model;

import java.util.List;

/**
 * The page about one object.
 *
 * @param viewer as the API server names them
 * @param differences between what is wanted and what was found, as far as somebody told
 * @param refusal why its events can't be shown; empty when they are
 * @param applied those objects of its inventory that are on this page
 */
public record Details(
    String viewer,
    Item item,
    List<Wait> waits,
    List<DifferenceLine> differences,
    List<EventLine> events,
    String refusal,
    List<AppliedState> applied,
    Pages pages) {
  public Details {
    waits = List.copyOf(waits);
    differences = List.copyOf(differences);
    events = List.copyOf(events);
    applied = List.copyOf(applied);
  }
}

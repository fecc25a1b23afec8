package dev.millrace.controller.notification.statuspage.model;

import java.util.List;

/** All that a viewer may see of the suite, at one moment. */
public record Snapshot(List<Item> items, List<Refusal> refusals) {
  public Snapshot {
    items = List.copyOf(items);
    refusals = List.copyOf(refusals);
  }
}

package dev.millrace.controller.notification.statuspage.model;

import java.util.List;

/** An object in a list, and what holds it up. */
public record Entry(Item item, List<Wait> waits) {
  public Entry {
    waits = List.copyOf(waits);
  }

  /** Whether other objects hold it up. */
  public boolean isHeldUp() {
    return !waits.isEmpty();
  }

  /** The end of the chain: what to look at first. */
  public Wait cause() {
    return waits.getLast();
  }
}

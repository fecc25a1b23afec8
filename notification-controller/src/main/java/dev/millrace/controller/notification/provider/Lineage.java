package dev.millrace.controller.notification.provider;

import dev.millrace.controller.notification.event.Event;

/** Where an object stands between the commit that caused it and what it causes. */
@FunctionalInterface
public interface Lineage {
  /** The position of the object that an event is about. */
  Position of(Event event);

  /**
   * A position.
   *
   * @param rootRevision the revision at the start of it all; empty when it is the event's own
   * @param parentUid the uid of the object before this one; empty for the first
   * @param parentRevision the revision of that object; empty when it is the event's own
   */
  record Position(String rootRevision, String parentUid, String parentRevision) {
    /** The start. */
    public static final Position FIRST = new Position("", "", "");
  }
}

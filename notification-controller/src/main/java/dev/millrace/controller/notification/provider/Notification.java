package dev.millrace.controller.notification.provider;

import dev.millrace.controller.notification.event.Event;

/**
 * What one Alert tells one Provider.
 *
 * @param event the event with the metadata that {@link
 *     dev.millrace.controller.notification.event.EventMetadata#combine} made
 * @param id the same for every attempt to tell this; services that know such ids drop repeats
 * @param commitStatus names the status on a commit; empty for providers that write none
 * @param alert who tells
 */
public record Notification(Event event, String id, String commitStatus, AlertIdentity alert) {

  /**
   * The Alert that selected the event.
   *
   * @param uid as the API server gave it
   */
  public record AlertIdentity(String uid, String namespace, String name) {
    /** Nobody: for tests and for types that do not name the Alert. */
    public static final AlertIdentity NONE = new AlertIdentity("", "", "");
  }
}

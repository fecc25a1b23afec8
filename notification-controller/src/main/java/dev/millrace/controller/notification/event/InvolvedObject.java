package dev.millrace.controller.notification.event;

/** The object that an event is about; fields that were not sent are empty. */
public record InvolvedObject(
    String kind,
    String namespace,
    String name,
    String uid,
    String apiVersion,
    String resourceVersion) {

  /** The object as messages name it: {@code Kind/namespace/name}. */
  public String path() {
    return "%s/%s/%s".formatted(kind, namespace, name);
  }

  /** The API group; empty for the core group. */
  public String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }
}

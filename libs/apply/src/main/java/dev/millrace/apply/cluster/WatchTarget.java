package dev.millrace.apply.cluster;

import dev.millrace.apply.object.ObjectRef;

/**
 * What to watch.
 *
 * @param apiVersion the apiVersion of the objects
 * @param kind the kind of the objects
 * @param namespace their namespace; empty for all
 * @param name the name of the only object; empty for all
 * @param labelSelector which labels they have, in the words of the API; empty for any
 * @param since the resource version after which changes are reported; if empty, all objects that
 *     there are come first
 */
public record WatchTarget(
    String apiVersion,
    String kind,
    String namespace,
    String name,
    String labelSelector,
    String since) {

  /** One object. */
  public static WatchTarget object(String apiVersion, ObjectRef ref) {
    return new WatchTarget(apiVersion, ref.kind(), ref.namespace(), ref.name(), "", "");
  }

  /** All objects of a kind with certain labels, in every namespace. */
  public static WatchTarget labelled(String apiVersion, String kind, String labelSelector) {
    return new WatchTarget(apiVersion, kind, "", "", labelSelector, "");
  }

  /** The same, from a resource version on. */
  public WatchTarget since(String resourceVersion) {
    return new WatchTarget(apiVersion, kind, namespace, name, labelSelector, resourceVersion);
  }
}

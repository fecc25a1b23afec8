package dev.millrace.apply.cluster;

import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.LabelExpression;
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

  /** Whether an object is one of those that are watched, its apiVersion aside. */
  public boolean covers(KubeObject object) {
    return covers(object.ref()) && LabelExpression.parse(labelSelector).matches(object.labels());
  }

  /** Whether an object may be one of those that are watched, whatever its labels. */
  public boolean covers(ObjectRef ref) {
    boolean isNear =
        namespace.isEmpty() || ref.namespace().isEmpty() || namespace.equals(ref.namespace());
    return isNear && kind.equals(ref.kind()) && (name.isEmpty() || name.equals(ref.name()));
  }

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

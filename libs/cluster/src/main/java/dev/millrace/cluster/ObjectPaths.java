package dev.millrace.cluster;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;

/** Where objects are on a server, by what the server says of their kinds. */
final class ObjectPaths {
  private static final String DEFINITION = "CustomResourceDefinition";

  private final Discovery discovery;
  private final Transport transport;

  /**
   * @param discovery what is known of the server's kinds, whoever asked
   * @param transport asks about others
   */
  ObjectPaths(Discovery discovery, Transport transport) {
    this.discovery = discovery;
    this.transport = transport;
  }

  /** The same paths, found out by somebody else. */
  ObjectPaths askedOver(Transport other) {
    return new ObjectPaths(discovery, other);
  }

  boolean isNamespaced(String apiVersion, String kind) {
    return find(apiVersion, kind).namespaced();
  }

  /** Whether an object that was just written defines kinds, which are then expected. */
  boolean expectKindsOf(KubeObject written) {
    boolean definesKinds = written.kind().equals(DEFINITION);
    if (definesKinds) {
      discovery.expectKindsOf(written);
    }
    return definesKinds;
  }

  /** The path of one object. */
  RequestPath of(String apiVersion, ObjectRef ref) {
    Discovery.Resource resource = find(apiVersion, ref.kind());
    try {
      return collection(apiVersion, resource, ref.namespace()).segment(ref.name());
    } catch (IllegalArgumentException e) {
      throw ApiFailure.answered(422, "Invalid", String.valueOf(e.getMessage()));
    }
  }

  /** The path that the objects of a kind have in common. */
  RequestPath ofAll(String apiVersion, String kind, String namespace) {
    return collection(apiVersion, find(apiVersion, kind), namespace);
  }

  /** The path that lists what is watched. */
  RequestPath of(WatchTarget target) {
    RequestPath path = ofAll(target.apiVersion(), target.kind(), target.namespace());
    if (!target.name().isEmpty()) {
      path.query("fieldSelector", "metadata.name=" + target.name());
    }
    if (!target.labelSelector().isEmpty()) {
      path.query("labelSelector", target.labelSelector());
    }
    return path;
  }

  private Discovery.Resource find(String apiVersion, String kind) {
    return discovery.find(
        apiVersion, kind, asked -> transport.send("GET", RequestPath.ofApi(asked), null));
  }

  private static RequestPath collection(
      String apiVersion, Discovery.Resource resource, String namespace) {
    RequestPath path = RequestPath.ofApi(apiVersion);
    if (resource.namespaced() && !namespace.isEmpty()) {
      path.segment("namespaces").segment(namespace);
    }
    return path.segment(resource.plural());
  }
}

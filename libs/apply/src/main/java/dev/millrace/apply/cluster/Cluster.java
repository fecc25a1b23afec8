package dev.millrace.apply.cluster;

import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import java.util.List;
import java.util.Optional;

/**
 * The little that applying needs of an API server. All requests are made as one identity. Calls
 * block and are made for virtual threads; each has a deadline of its own. Implementations are
 * thread-safe. What the server refuses, and what keeps it from answering, is an {@link ApiFailure}.
 */
public interface Cluster {

  /**
   * Whether objects of a kind live in namespaces.
   *
   * @throws ApiFailure with {@link ApiFailure#isUnknownKind()} if the server does not have the kind
   */
  boolean isNamespaced(String apiVersion, String kind);

  /** Reads an object; nothing if it does not exist. */
  Optional<KubeObject> get(String apiVersion, ObjectRef ref);

  /** Server-side apply; returns the object as it is then, or would be after a dry run. */
  KubeObject apply(KubeObject object, ApplyMode mode);

  /** Changes an object by JSON Patch and returns it as it is then. */
  KubeObject patch(
      String apiVersion, ObjectRef ref, List<PatchOperation> operations, String fieldManager);

  /**
   * Asks for the deletion of an object; it may take a while to go. An object that does not exist is
   * none to complain about.
   */
  void delete(String apiVersion, ObjectRef ref, DeleteMode mode);

  /**
   * Reports the objects that there are, then every change, until the subscription is closed. Lost
   * connections are taken up again; what changed meanwhile is reported then.
   */
  Subscription watch(WatchTarget target, WatchListener listener);
}

package dev.millrace.apply.cluster;

import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;

/** Hears what becomes of watched objects; one call at a time, and none may block. */
public interface WatchListener {

  /** An object is there, is new or has changed. */
  void onUpsert(KubeObject object);

  /** An object is gone. */
  void onDelete(ObjectRef ref);

  /** What happened up to a resource version has been reported. */
  default void onReached(String resourceVersion) {}

  /** Everything that there is has been reported; comes again after a lost connection. */
  default void onSynced() {}

  /**
   * The watch cannot go on for now, and will be tried again unless the subscription is closed: the
   * identity may not watch, the kind is unknown, the server is away.
   */
  default void onFailure(ApiFailure failure) {}
}

package dev.millrace.apply.health;

import dev.millrace.apply.cluster.Subscription;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import java.util.Optional;

/** Watches that are open anyway and spare a wait its own; thread-safe. */
public interface HealthFeed {

  /** The verdict on an object by the rules of Flux, if it is being watched. */
  Optional<Health> known(String apiVersion, ObjectRef ref);

  /**
   * Reports the changes of an object from a state of it on.
   *
   * @return nothing if the object is not being watched or that state is too old
   */
  Optional<Subscription> follow(KubeObject since, WatchListener listener);

  /** No watches are open. */
  static HealthFeed none() {
    return new HealthFeed() {
      @Override
      public Optional<Health> known(String apiVersion, ObjectRef ref) {
        return Optional.empty();
      }

      @Override
      public Optional<Subscription> follow(KubeObject since, WatchListener listener) {
        return Optional.empty();
      }
    };
  }
}

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
   * The verdict on an object by the rules of Flux, if a later state of it than the given one was
   * seen.
   */
  default Optional<Health> knownAfter(KubeObject state) {
    return Optional.empty();
  }

  /**
   * Reports the changes of an object from a state of it on.
   *
   * @return nothing if the object is not being watched or that state is too old
   */
  Optional<Subscription> follow(KubeObject since, WatchListener listener);

  /**
   * Reports an object as it is known, and its changes from then on, to somebody who has not seen
   * it.
   *
   * @return nothing if the object is not being watched or is known to be well, or nobody is shown
   *     what he has not seen
   */
  default Optional<Subscription> follow(String apiVersion, ObjectRef ref, WatchListener listener) {
    return Optional.empty();
  }

  /** The same for somebody who may not be shown objects that he has not seen himself. */
  default HealthFeed ofSeenObjects() {
    HealthFeed all = this;
    return new HealthFeed() {
      @Override
      public Optional<Health> known(String apiVersion, ObjectRef ref) {
        return all.known(apiVersion, ref);
      }

      @Override
      public Optional<Health> knownAfter(KubeObject state) {
        return all.knownAfter(state);
      }

      @Override
      public Optional<Subscription> follow(KubeObject since, WatchListener listener) {
        return all.follow(since, listener);
      }
    };
  }

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

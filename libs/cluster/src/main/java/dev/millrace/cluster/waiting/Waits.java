package dev.millrace.cluster.waiting;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.api.meta.SourceObject;
import dev.millrace.apply.health.HealthWait;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The waits for health that are under way for the objects of a kind. What makes one pointless ends
 * it at once: a change of the object, a request for a run, a new revision of its source, other
 * values of a ConfigMap or Secret that it refers to, or drift of what it applied, which may be what
 * the wait is for. Thread-safe.
 *
 * @param <P> the kind
 */
public final class Waits<P extends ReconciledObject<?>> {
  private final Map<ReferenceKey, Wait<P>> running = new ConcurrentHashMap<>();
  private final ConfigChanges changes = new ConfigChanges();
  private final View<P> view;
  private final EndedBy endedBy;

  /** What ends a wait before its time. */
  public enum EndedBy {
    /** Nothing does. */
    NOTHING,
    /** A change of the object itself, or drift of what it applied. */
    CHANGE,
    /** Whatever asks for another run of the object. */
    ANYTHING
  }

  /**
   * What is known of objects.
   *
   * @param objects what the watch shows of the kind
   * @param sources what watches show of sources
   * @param configs the ConfigMaps and Secrets that an object refers to
   * @param drifts takes note of drift: which of the objects that an object applied is to be applied
   *     again now; told once
   */
  public record View<P>(
      Function<ReferenceKey, Optional<P>> objects,
      Function<ReferenceKey, Optional<? extends SourceObject>> sources,
      Function<P, ? extends Collection<ReferenceKey>> configs,
      Function<ReferenceKey, Optional<ObjectRef>> drifts) {}

  /**
   * What a run is made from.
   *
   * @param revision of the source
   * @param changes how many changes of ConfigMaps and Secrets there had been before the run read
   *     any of them
   */
  public record Basis(ReferenceKey source, String revision, long changes) {}

  /** No waits yet. */
  public Waits(View<P> view, EndedBy endedBy) {
    this.view = view;
    this.endedBy = endedBy;
  }

  /** What a run is made from that reads what it refers to from now on. */
  public Basis basis(ReferenceKey source, String revision) {
    return new Basis(source, revision, changes.count());
  }

  private record Wait<P extends ReconciledObject<?>>(P object, Basis basis, HealthWait health) {
    boolean isFor(P now) {
      return now.getMetadata().getGeneration().equals(object.getMetadata().getGeneration())
          && now.isMarkedForDeletion() == object.isMarkedForDeletion();
    }

    boolean isBeforeRequestOf(P now) {
      return !now.requestedAt().equals(object.requestedAt());
    }

    boolean isFor(SourceObject now) {
      Optional<String> revision = now.artifact().map(Artifact::revision);
      return revision.isEmpty() || revision.get().equals(basis.revision());
    }
  }

  /** Looks after a wait until it is over; what came before it began counts, too. */
  public void begin(P object, Basis basis, HealthWait health) {
    if (endedBy == EndedBy.NOTHING) {
      return;
    }
    ReferenceKey key = ReferenceKey.of(object);
    Wait<P> wait = new Wait<>(object, basis, health);
    running.put(key, wait);
    var _ = health.outcome().whenComplete((_, _) -> running.remove(key, wait));
    view.objects.apply(key).ifPresent(now -> endIfPointless(wait, now));
    view.sources.apply(basis.source()).ifPresent(now -> endIfPointless(wait, now));
    endForDrift(key, wait);
    if (endedBy == EndedBy.ANYTHING) {
      changes
          .firstAfter(basis.changes(), view.configs.apply(object))
          .ifPresent(config -> end(wait, config));
    }
  }

  private void endIfPointless(Wait<P> wait, P now) {
    boolean isPointless =
        !wait.isFor(now) || (endedBy == EndedBy.ANYTHING && wait.isBeforeRequestOf(now));
    if (isPointless && !isOnHold(now)) {
      wait.health().cancel(ReferenceKey.of(now).toString());
    }
  }

  private void endIfPointless(Wait<P> wait, SourceObject now) {
    if (endedBy == EndedBy.ANYTHING && !wait.isFor(now)) {
      end(wait, ReferenceKey.of(now));
    }
  }

  private void endForDrift(ReferenceKey object, Wait<P> wait) {
    if (!isOnHold(wait)) {
      view.drifts.apply(object).ifPresent(drifted -> wait.health().cancel("drift of " + drifted));
    }
  }

  private void end(Wait<P> wait, ReferenceKey trigger) {
    if (!isOnHold(wait)) {
      wait.health().cancel(trigger.toString());
    }
  }

  private boolean isOnHold(Wait<P> wait) {
    return view.objects.apply(ReferenceKey.of(wait.object())).filter(Waits::isOnHold).isPresent();
  }

  /**
   * No run would come after the wait; what began before the object was suspended comes to its end.
   */
  private static boolean isOnHold(ReconciledObject<?> now) {
    return now.suspended() && !now.isMarkedForDeletion();
  }

  /** An object of the kind is not what it was. */
  public void changed(P now) {
    Wait<P> wait = running.get(ReferenceKey.of(now));
    if (wait != null) {
      endIfPointless(wait, now);
    }
  }

  /** A ConfigMap or Secret is not what it was. */
  public void changedConfig(HasMetadata config) {
    if (endedBy != EndedBy.ANYTHING) {
      return;
    }
    ReferenceKey key = ReferenceKey.of(config);
    changes.note(key);
    running.values().stream()
        .filter(wait -> view.configs.apply(wait.object()).contains(key))
        .forEach(wait -> end(wait, key));
  }

  /** A source is not what it was. */
  public void changedSource(SourceObject now) {
    ReferenceKey key = ReferenceKey.of(now);
    running.values().stream()
        .filter(wait -> wait.basis().source().equals(key))
        .forEach(wait -> endIfPointless(wait, now));
  }

  /** Something that an object applied is to be applied again. */
  public void drifted(ReferenceKey object) {
    Wait<P> wait = running.get(object);
    if (wait != null) {
      endForDrift(object, wait);
    }
  }
}

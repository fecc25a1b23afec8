package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.SourceObject;
import dev.millrace.apply.health.HealthWait;
import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The waits for health that are under way. What makes one pointless ends it at once: a change of
 * the Kustomization and, by a feature gate, a request for a run, a new revision of its source or
 * other values of a ConfigMap or Secret that it refers to.
 */
public final class Waits {
  private final Map<ReferenceKey, Wait> running = new ConcurrentHashMap<>();
  private final Function<ReferenceKey, Optional<Kustomization>> objects;
  private final Function<ReferenceKey, Optional<? extends SourceObject>> sources;
  private final boolean endOnRequest;

  /**
   * No waits yet.
   *
   * @param objects what the watch shows of Kustomizations
   * @param sources what watches show of sources
   * @param endOnRequest the feature gate {@code CancelHealthCheckOnNewRevision}: whatever asks for
   *     a run ends a wait, not only a change of the Kustomization itself
   */
  public Waits(
      Function<ReferenceKey, Optional<Kustomization>> objects,
      Function<ReferenceKey, Optional<? extends SourceObject>> sources,
      boolean endOnRequest) {
    this.objects = objects;
    this.sources = sources;
    this.endOnRequest = endOnRequest;
  }

  private record Wait(Kustomization object, Source source, HealthWait health) {
    boolean isFor(Kustomization now) {
      return now.getMetadata().getGeneration().equals(object.getMetadata().getGeneration())
          && now.isMarkedForDeletion() == object.isMarkedForDeletion();
    }

    boolean isBeforeRequestOf(Kustomization now) {
      return !now.requestedAt().equals(object.requestedAt());
    }

    boolean isFor(SourceObject now) {
      Optional<String> revision = now.artifact().map(Artifact::revision);
      return revision.isEmpty() || revision.get().equals(source.revision());
    }

    void end(ReferenceKey trigger) {
      health.cancel(trigger.toString());
    }
  }

  /** Looks after a wait until it is over; what came before it began counts, too. */
  void begin(Kustomization object, Source source, HealthWait health) {
    ReferenceKey key = ReferenceKey.of(object);
    Wait wait = new Wait(object, source, health);
    running.put(key, wait);
    var _ = health.outcome().whenComplete((_, _) -> running.remove(key, wait));
    objects.apply(key).ifPresent(now -> endIfPointless(wait, now));
    sources.apply(source.key()).ifPresent(now -> endIfPointless(wait, now));
  }

  private void endIfPointless(Wait wait, Kustomization now) {
    if (!wait.isFor(now) || (endOnRequest && wait.isBeforeRequestOf(now))) {
      wait.end(ReferenceKey.of(now));
    }
  }

  private void endIfPointless(Wait wait, SourceObject now) {
    if (endOnRequest && !wait.isFor(now)) {
      wait.end(ReferenceKey.of(now));
    }
  }

  /** A Kustomization is not what it was. */
  void changed(Kustomization now) {
    Wait wait = running.get(ReferenceKey.of(now));
    if (wait != null) {
      endIfPointless(wait, now);
    }
  }

  /** A ConfigMap or Secret is not what it was. */
  void changedConfig(HasMetadata config) {
    if (!endOnRequest) {
      return;
    }
    ReferenceKey key = ReferenceKey.of(config);
    running.values().stream()
        .filter(wait -> References.configs(wait.object()).contains(key))
        .forEach(wait -> wait.end(key));
  }

  /** A source is not what it was. */
  void changed(SourceObject now) {
    ReferenceKey key = ReferenceKey.of(now);
    running.values().stream()
        .filter(wait -> wait.source().key().equals(key))
        .forEach(wait -> endIfPointless(wait, now));
  }
}

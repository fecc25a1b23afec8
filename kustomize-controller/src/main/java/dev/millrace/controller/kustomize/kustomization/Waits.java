package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.SourceObject;
import dev.millrace.apply.health.HealthWait;
import dev.millrace.runtime.reference.ReferenceKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The waits for health that are under way. What makes one pointless ends it at once: a change of
 * the Kustomization, a request for a run, or a new revision of its source.
 */
public final class Waits {
  private final Map<ReferenceKey, Wait> running = new ConcurrentHashMap<>();
  private final FindSource sources;
  private final boolean endOnNewRevision;

  /**
   * No waits yet.
   *
   * @param endOnNewRevision the feature gate {@code CancelHealthCheckOnNewRevision}
   */
  public Waits(FindSource sources, boolean endOnNewRevision) {
    this.sources = sources;
    this.endOnNewRevision = endOnNewRevision;
  }

  private record Wait(Kustomization object, Source source, HealthWait health) {
    boolean isFor(Kustomization now) {
      return now.getMetadata().getGeneration().equals(object.getMetadata().getGeneration())
          && now.requestedAt().equals(object.requestedAt())
          && !now.isMarkedForDeletion();
    }

    boolean isFor(SourceObject now) {
      Optional<String> revision = now.artifact().map(Artifact::revision);
      return revision.isEmpty() || revision.get().equals(source.revision());
    }

    void end(ReferenceKey trigger) {
      health.cancel(trigger.toString());
    }
  }

  /** Looks after a wait until it is over. */
  void begin(Kustomization object, Source source, HealthWait health) {
    ReferenceKey key = ReferenceKey.of(object);
    Wait wait = new Wait(object, source, health);
    running.put(key, wait);
    var _ = health.outcome().whenComplete((_, _) -> running.remove(key, wait));
    sources.known(source.key()).ifPresent(this::changed);
  }

  /** A Kustomization is not what it was. */
  void changed(Kustomization now) {
    Wait wait = running.get(ReferenceKey.of(now));
    if (wait != null && !wait.isFor(now)) {
      wait.end(ReferenceKey.of(now));
    }
  }

  /** A source is not what it was. */
  void changed(SourceObject now) {
    if (!endOnNewRevision) {
      return;
    }
    ReferenceKey key = ReferenceKey.of(now);
    running.values().stream()
        .filter(wait -> wait.source().key().equals(key) && !wait.isFor(now))
        .forEach(wait -> wait.end(key));
  }
}

package dev.millrace.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Timestamp;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.GitRepositoryStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatchesTest {
  @Test
  void onlyNewRevisionsWake() {
    assertThat(Watches.hasNewRevision(source("r2"), source("r1"))).isTrue();
    assertThat(Watches.hasNewRevision(source("r1"), source(null))).isTrue();
    assertThat(Watches.hasNewRevision(source("r1"), source("r1"))).isFalse();
    assertThat(Watches.hasNewRevision(source(null), source("r1"))).isFalse();
  }

  @Test
  void onlyReadinessAndObservedGenerationWakeDependents() {
    assertThat(ReadinessWatch.readinessChanged(ready("True", 1), ready("False", 1))).isTrue();
    assertThat(ReadinessWatch.readinessChanged(ready("True", 2), ready("True", 1))).isTrue();
    assertThat(ReadinessWatch.readinessChanged(ready("True", 1), ready("True", 1))).isFalse();
    assertThat(ReadinessWatch.readinessChanged(ready("False", 1), ready("Unknown", 1))).isFalse();
  }

  private static GitRepository source(@Nullable String revision) {
    GitRepository source = new GitRepository();
    if (revision != null) {
      source.setStatus(
          GitRepositoryStatus.builder()
              .artifact(new Artifact("p", "u", revision, "d", Timestamp.MISSING, null, Map.of()))
              .build());
    }
    return source;
  }

  private static GitRepository ready(String status, long observed) {
    GitRepository source = new GitRepository();
    source.setStatus(
        GitRepositoryStatus.EMPTY
            .withObservedGeneration(observed)
            .withConditions(
                List.of(Condition.of("Ready", status, "R", "m", observed, Instant.EPOCH))));
    return source;
  }
}

package dev.millrace.apply.health;

import static dev.millrace.apply.Objects.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.InMemoryCluster;
import dev.millrace.apply.cluster.Subscription;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AwaitedObjectTest {
  private static final KubeObject UNWELL =
      object("example.com/v1", "Widget", "w")
          .with(List.of(Map.of("type", "Ready", "status", "False")), "status", "conditions");

  private final InMemoryCluster cluster = new InMemoryCluster();

  @Test
  void staysWellWhenItIsLookedAtAgainAfterOthersSawItGetWell() {
    AwaitedObject watched = watched(new WellByNow());

    watched.begin(() -> {});
    watched.lookAgain();

    assertThat(watched.health().status()).isEqualTo(HealthStatus.CURRENT);
    assertThat(cluster.requests).isEmpty();
  }

  @Test
  void isWatchedWhenNobodySawItGetWell() {
    AwaitedObject watched = watched(HealthFeed.none());

    watched.begin(() -> {});
    watched.lookAgain();

    assertThat(watched.health().status()).isNotEqualTo(HealthStatus.CURRENT);
    assertThat(cluster.requests).hasSize(1).allMatch(request -> request.startsWith("watch"));
  }

  private AwaitedObject watched(HealthFeed feed) {
    return new AwaitedObject(
        HealthTarget.of(UNWELL), cluster, feed, new HealthRules(Clock.systemUTC()));
  }

  /** The shared watch saw that the object got well after it was applied. */
  private static final class WellByNow implements HealthFeed {
    @Override
    public Optional<Health> known(String apiVersion, ObjectRef ref) {
      return Optional.empty();
    }

    @Override
    public Optional<Health> knownAfter(KubeObject state) {
      return Optional.of(Health.current("it is well"));
    }

    @Override
    public Optional<Subscription> follow(KubeObject since, WatchListener listener) {
      return Optional.empty();
    }
  }
}

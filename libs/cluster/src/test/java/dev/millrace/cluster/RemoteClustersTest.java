package dev.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.cluster.RemoteClusters.Lease;
import dev.millrace.runtime.schedule.SteadyClock;
import dev.millrace.servers.FakeClock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemoteClustersTest {

  private final FakeClock clock = new FakeClock();
  private final RemoteClusters clusters =
      new RemoteClusters(
          "test",
          ConnectionLimits.DEFAULT,
          SteadyClock.from(clock, clock::nanoTime),
          new Random(),
          Duration.ofMinutes(15));

  @AfterEach
  void close() {
    clusters.close();
  }

  @Test
  void sharesTheConnectionsOfEqualKubeconfigs() {
    try (Lease first = clusters.connect(kubeconfig("a"), false);
        Lease second = clusters.connect(kubeconfig("a"), false);
        Lease other = clusters.connect(kubeconfig("b"), false)) {
      assertThat(first.cluster()).isSameAs(second.cluster()).isNotSameAs(other.cluster());
    }
  }

  @Test
  void closesWhatNobodyUsedForAWhile() {
    clusters.connect(kubeconfig("a"), false).close();
    Lease used = clusters.connect(kubeconfig("b"), false);
    clock.pass(Duration.ofMinutes(16));

    clusters.connect(kubeconfig("c"), false).close();

    assertThat(clusters.size()).isEqualTo(2);
    used.close();
  }

  @Test
  void keepsNothingOfARefusedKubeconfig() {
    assertThatExceptionOfType(RefusedKubeConfig.class)
        .isThrownBy(() -> clusters.connect("nonsense: true", false));
    assertThat(clusters.size()).isZero();
  }

  private static String kubeconfig(String token) {
    return """
        current-context: c
        contexts: [{name: c, context: {cluster: k, user: u}}]
        clusters: [{name: k, cluster: {server: "https://127.0.0.1:1"}}]
        users: [{name: u, user: {token: %s}}]
        """
        .formatted(token);
  }
}

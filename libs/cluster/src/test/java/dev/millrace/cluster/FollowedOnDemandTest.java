package dev.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.cluster.Subscription;
import org.junit.jupiter.api.Test;

class FollowedOnDemandTest {
  private final FollowedOnDemand followed = new FollowedOnDemand(this::watch);
  private Runnable refused = () -> {};
  private int begun;
  private int ended;

  @Test
  void beginsOnceWhenSomebodyNeedsIt() {
    assertThat(begun).isZero();

    followed.begin();
    followed.begin();

    assertThat(begun).isEqualTo(1);
    assertThat(ended).isZero();
  }

  @Test
  void endsForGoodWhenItIsRefused() {
    followed.begin();

    refused.run();
    followed.begin();

    assertThat(begun).isEqualTo(1);
    assertThat(ended).isEqualTo(1);
  }

  @Test
  void beginsNothingAfterTheConnectionWasClosed() {
    followed.close();
    followed.begin();

    assertThat(begun).isZero();
  }

  private Subscription watch(Runnable onRefusal) {
    begun++;
    refused = onRefusal;
    return () -> ended++;
  }
}

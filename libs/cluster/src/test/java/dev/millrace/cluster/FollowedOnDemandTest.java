package dev.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.Subscription;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FollowedOnDemandTest {
  private final FollowedOnDemand followed = new FollowedOnDemand(this::watch);
  private Consumer<ApiFailure> failures = _ -> {};
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
  void endsWhenItFailsAndBeginsAnewWhenSomebodyNeedsIt() {
    followed.begin();

    failures.accept(ApiFailure.unreachable("gone"));
    failures.accept(ApiFailure.unreachable("still gone"));
    assertThat(ended).isEqualTo(1);

    followed.begin();
    assertThat(begun).isEqualTo(2);
  }

  @Test
  void endsForGoodWhenItIsRefused() {
    followed.begin();

    failures.accept(ApiFailure.answered(403, "Forbidden", "may not watch"));
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

  private Subscription watch(Consumer<ApiFailure> onFailure) {
    begun++;
    failures = onFailure;
    return () -> ended++;
  }
}

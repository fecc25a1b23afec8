package dev.millrace.runtime.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {
  private final AtomicLong now = new AtomicLong();
  private final RequestBudget budget = new RequestBudget(10, 3, now::get);

  @Test
  void aBurstNeedNotWait() {
    assertThat(budget.take()).isZero();
    assertThat(budget.take()).isZero();
    assertThat(budget.take()).isZero();
  }

  @Test
  void whatComesAfterTheBurstWaitsItsTurn() {
    spend(3);
    assertThat(budget.take()).isEqualTo(Duration.ofMillis(100));
    assertThat(budget.take()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void permitsComeBackWithTime() {
    spend(3);
    pass(Duration.ofMillis(100));
    assertThat(budget.take()).isZero();
    assertThat(budget.take()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void noMoreThanABurstIsSaved() {
    pass(Duration.ofHours(1));
    spend(3);
    assertThat(budget.take()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void aBudgetOfNothingIsRefused() {
    assertThatThrownBy(() -> new RequestBudget(0, 1, now::get))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RequestBudget(1, 0, now::get))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void spend(int permits) {
    for (int i = 0; i < permits; i++) {
      budget.take();
    }
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}

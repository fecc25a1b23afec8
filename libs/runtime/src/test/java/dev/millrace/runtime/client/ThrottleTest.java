package dev.millrace.runtime.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private final AtomicLong now = new AtomicLong();
  private final Throttle throttle = new Throttle(new RequestBudget(10, 1, now::get), now::get);

  @Test
  void aServerWithoutPriorityAndFairnessIsSpared() {
    throttle.answered(200, false);

    assertThat(throttle.take()).isZero();
    assertThat(throttle.take()).isPositive();
  }

  @Test
  void aServerThatSharesItsCapacityOutIsLeftToIt() {
    throttle.answered(200, true);

    for (int i = 0; i < 1_000; i++) {
      assertThat(throttle.take()).isZero();
    }
  }

  @Test
  void anAnswerThatNobodyClassifiedChangesNothing() {
    throttle.answered(200, true);
    throttle.answered(200, false);

    assertThat(throttle.take()).isZero();
    assertThat(throttle.take()).isZero();
  }

  @Test
  void theBudgetHoldsForAMinuteWhenTheServerHasTooMuchToDo() {
    throttle.answered(200, true);
    throttle.answered(429, true);

    assertThat(throttle.take()).isZero();
    assertThat(throttle.take()).isPositive();

    now.addAndGet(Throttle.CAREFUL.toNanos());
    throttle.take();
    assertThat(throttle.take()).isZero();
    assertThat(throttle.take()).isZero();
  }
}

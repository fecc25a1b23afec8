package dev.millrace.runtime.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
  void theBudgetHoldsForASecondWhenTheServerHasTooMuchToDo() {
    throttle.answered(200, true);
    throttle.answered(429, true);

    assertThat(isHeldBack()).isTrue();

    pass(Throttle.FIRST_CARE);
    assertThat(isHeldBack()).isFalse();
  }

  @Test
  void theBudgetHoldsLongerAsLongAsThatIsNotEnough() {
    throttle.answered(200, true);
    throttle.answered(429, true);
    pass(Throttle.FIRST_CARE);
    throttle.answered(429, true);

    pass(Throttle.FIRST_CARE);
    assertThat(isHeldBack()).isTrue();

    pass(Throttle.FIRST_CARE);
    assertThat(isHeldBack()).isFalse();
  }

  @Test
  void manyRefusalsAtOnceCountAsOne() {
    throttle.answered(200, true);
    for (int i = 0; i < 20; i++) {
      throttle.answered(429, true);
    }

    pass(Throttle.FIRST_CARE);
    assertThat(isHeldBack()).isFalse();
  }

  @Test
  void aCalmMinuteIsForgiven() {
    throttle.answered(200, true);
    throttle.answered(429, true);
    pass(Throttle.FIRST_CARE.plus(Throttle.LONGEST_CARE));
    throttle.answered(429, true);

    pass(Throttle.FIRST_CARE);
    assertThat(isHeldBack()).isFalse();
  }

  private boolean isHeldBack() {
    throttle.take();
    return throttle.take().isPositive();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}

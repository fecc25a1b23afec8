package dev.millrace.runtime.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunSlotsTest {
  @Test
  void aWaitingRunLetsOthersWork() throws Exception {
    RunSlots slots = new RunSlots(1);
    CountDownLatch otherRan = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting =
          threads.submit(
              () -> slots.inSlot(() -> slots.parked(() -> otherRan.await(20, TimeUnit.SECONDS))));
      threads.submit(
          () ->
              slots.inSlot(
                  () -> {
                    otherRan.countDown();
                    return true;
                  }));
      assertThat(waiting.get()).isTrue();
    }
  }

  @Test
  void noMoreRunsThanSlotsWorkAtOnce() throws Exception {
    RunSlots slots = new RunSlots(1);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.submit(
          () ->
              slots.inSlot(
                  () -> {
                    entered.countDown();
                    return release.await(20, TimeUnit.SECONDS);
                  }));
      entered.await();
      threads.submit(
          () ->
              slots.inSlot(
                  () -> {
                    second.countDown();
                    return true;
                  }));
      assertThat(second.await(100, TimeUnit.MILLISECONDS)).isFalse();
      release.countDown();
      assertThat(second.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }
}

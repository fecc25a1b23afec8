package dev.millrace.runtime.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunSlotsTest {
  @Test
  void aWaitingRunLetsOthersWork() throws Exception {
    RunSlots slots = new RunSlots(1);
    CountDownLatch otherRan = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting =
          threads.submit(
              () ->
                  slots.inSlot(
                      "a", () -> slots.parked("a", () -> otherRan.await(20, TimeUnit.SECONDS))));
      threads.submit(
          () ->
              slots.inSlot(
                  "a",
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
    CountDownLatch second = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      fill(threads, slots, "a", release);
      threads.submit(
          () ->
              slots.inSlot(
                  "a",
                  () -> {
                    second.countDown();
                    return true;
                  }));
      assertThat(second.await(100, TimeUnit.MILLISECONDS)).isFalse();
      release.countDown();
      assertThat(second.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void runsThatGoOnComeBeforeRunsThatBegin() throws Exception {
    RunSlots slots = new RunSlots(1);
    CountDownLatch parked = new CountDownLatch(1);
    CountDownLatch waitEnds = new CountDownLatch(1);
    CountDownLatch holderEnds = new CountDownLatch(1);
    List<String> order = new CopyOnWriteArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.submit(
          () ->
              slots.inSlot(
                  "a",
                  () -> {
                    slots.parked(
                        "a",
                        () -> {
                          parked.countDown();
                          return waitEnds.await(20, TimeUnit.SECONDS);
                        });
                    return order.add("goes on");
                  }));
      parked.await();
      fill(threads, slots, "a", holderEnds);
      threads.submit(() -> slots.inSlot("a", () -> order.add("begins")));
      awaitQueue(slots, 1);
      waitEnds.countDown();
      awaitQueue(slots, 2);
      holderEnds.countDown();
    }
    assertThat(order).containsExactly("goes on", "begins");
  }

  @Test
  void runsThatAreNotUrgentComeAfterThoseThatWait() throws Exception {
    List<String> order = withOneThatLetsOthersGoFirst(3);

    assertThat(order).containsExactly("urgent", "urgent", "urgent", "not urgent");
  }

  @Test
  void runsThatAreNotUrgentDoNotWaitForEver() throws Exception {
    List<String> order = withOneThatLetsOthersGoFirst(50);

    assertThat(order.indexOf("not urgent")).isBetween(5, 20);
  }

  /** The order in which a run ends that lets as many others go first. */
  private static List<String> withOneThatLetsOthersGoFirst(int others) throws Exception {
    RunSlots slots = new RunSlots(1);
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<String> order = new CopyOnWriteArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.submit(
          () ->
              slots.inSlot(
                  "a",
                  () -> {
                    entered.countDown();
                    goOn.await();
                    slots.letOthersGoFirst("a");
                    return order.add("not urgent");
                  }));
      entered.await();
      for (int i = 0; i < others; i++) {
        threads.submit(() -> slots.inSlot("a", () -> order.add("urgent")));
      }
      awaitQueue(slots, others);
      goOn.countDown();
    }
    return order;
  }

  @Test
  void aRunThatGivesUpWaitingTakesNoSlotAway() throws Exception {
    RunSlots slots = new RunSlots(1);
    CountDownLatch release = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      fill(threads, slots, "a", release);
      Future<Boolean> impatient = threads.submit(() -> slots.inSlot("a", () -> true));
      awaitQueue(slots, 1);
      impatient.cancel(true);
      awaitQueue(slots, 0);
      release.countDown();
      assertThat(threads.submit(() -> slots.inSlot("a", () -> true)).get()).isTrue();
    }
  }

  @Test
  void aNamespaceThatFillsAllSlotsDoesNotKeepAnotherWaiting() throws Exception {
    RunSlots slots = new RunSlots(1);
    CountDownLatch release = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      fill(threads, slots, "storming", release);
      threads.submit(() -> slots.inSlot("storming", () -> true));
      awaitQueue(slots, 1);
      assertThat(threads.submit(() -> slots.inSlot("quiet", () -> "ran")).get()).isEqualTo("ran");
      assertThat(slots.waiting()).isEqualTo(1);
      release.countDown();
    }
  }

  /** Returns once a run of a namespace works that ends when it is released. */
  private static void fill(
      ExecutorService threads, RunSlots slots, String namespace, CountDownLatch release)
      throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    threads.submit(
        () ->
            slots.inSlot(
                namespace,
                () -> {
                  entered.countDown();
                  return release.await(50, TimeUnit.SECONDS);
                }));
    entered.await();
  }

  private static void awaitQueue(RunSlots slots, int length) throws InterruptedException {
    while (slots.waiting() != length) {
      Thread.sleep(1);
    }
  }
}

package dev.millrace.controller.notification.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One receiver of two is down while thousands of events come in, and the process dies once. */
class OutageTest {
  private static final int EVENTS = 3_000;
  private static final int BATCH = 50;

  @TempDir Path folder;
  private final List<String> chat = new ArrayList<>();
  private final List<String> mail = new ArrayList<>();
  private final AtomicBoolean died = new AtomicBoolean();
  private final AtomicBoolean mailIsUp = new AtomicBoolean();
  private final CountDownLatch all = new CountDownLatch(2 * EVENTS);

  @Test
  void nothingIsLostAndTheOrderIsKept() throws InterruptedException {
    try (ExecutorService first = Executors.newVirtualThreadPerTaskExecutor()) {
      Outbox outbox = open(first);
      send(outbox, 0, EVENTS / 2);
      // The process dies: nothing is closed, and nobody does anything any more.
      died.set(true);
      first.shutdownNow();
    }
    died.set(false);
    try (ExecutorService second = Executors.newVirtualThreadPerTaskExecutor();
        Outbox outbox = open(second)) {
      outbox.start();
      send(outbox, EVENTS / 2, EVENTS);
      mailIsUp.set(true);
      assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(withoutRepeats(mail)).isEqualTo(expected());
    assertThat(withoutRepeats(chat)).isEqualTo(expected());
    assertThat(chat).hasSizeLessThan(EVENTS + BATCH);
  }

  private void bring(Delivery delivery) throws InterruptedException {
    if (died.get()) {
      throw new InterruptedException();
    }
    if (delivery.provider().equals("mail") && !mailIsUp.get()) {
      throw NotificationFailure.temporary("down");
    }
    List<String> arrived = delivery.provider().equals("mail") ? mail : chat;
    synchronized (arrived) {
      if (!arrived.contains(delivery.id())) {
        all.countDown();
      }
      arrived.add(delivery.id());
    }
  }

  private Outbox open(ExecutorService executor) {
    OutboxSettings settings =
        new OutboxSettings(
            folder,
            10 * EVENTS,
            Long.MAX_VALUE,
            Duration.ofHours(1),
            Duration.ofMillis(1),
            Duration.ofMillis(5));
    return Outbox.open(settings, this::bring, new Silence(), Samples.CLOCK, executor);
  }

  private static void send(Outbox outbox, int from, int to) {
    for (int i = from; i < to; i += BATCH) {
      List<Delivery> deliveries = new ArrayList<>();
      for (int event = i; event < i + BATCH; event++) {
        deliveries.add(delivery("chat", event));
        deliveries.add(delivery("mail", event));
      }
      outbox.accept(deliveries);
    }
  }

  private static List<String> withoutRepeats(List<String> arrived) {
    HashSet<String> seen = new HashSet<>();
    return arrived.stream().filter(seen::add).toList();
  }

  private static List<String> expected() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      ids.add("id-" + i);
    }
    return ids;
  }

  private static Delivery delivery(String provider, int number) {
    return new Delivery(
        "id-" + number,
        new AlertIdentity("uid", "apps", "alert"),
        provider,
        Samples.event("info"),
        Samples.CLOCK.instant());
  }

  private static final class Silence implements OutboxObserver {
    @Override
    public void delivered(Delivery delivery) {}

    @Override
    public void failed(Delivery delivery, NotificationFailure failure) {}

    @Override
    public void givenUp(Delivery delivery, NotificationFailure failure) {}
  }
}

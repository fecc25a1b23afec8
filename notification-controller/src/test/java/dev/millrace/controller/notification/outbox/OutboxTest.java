package dev.millrace.controller.notification.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.InvolvedObject;
import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import dev.millrace.controller.notification.provider.NotificationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  private final List<String> brought = new ArrayList<>();
  private final List<String> fates = new ArrayList<>();
  private final Deque<Runnable> tasks = new ArrayDeque<>();

  @Test
  void deliversInOrder() {
    try (Outbox outbox = open(10, this::bring)) {
      outbox.accept(List.of(delivery("chat", "1"), delivery("chat", "2")));
      outbox.accept(List.of(delivery("chat", "3")));
      runAll();
      assertThat(brought).containsExactly("chat:1", "chat:2", "chat:3");
      assertThat(outbox.size()).isZero();
    }
  }

  @Test
  void repeatsATemporaryFailureBeforeItGoesOn() {
    List<Integer> attempts = new ArrayList<>();
    try (Outbox outbox =
        open(
            10,
            delivery -> {
              attempts.add(1);
              if (attempts.size() < 3) {
                throw NotificationFailure.temporary("down");
              }
              bring(delivery);
            })) {
      outbox.accept(List.of(delivery("chat", "1"), delivery("chat", "2")));
      runAll();
    }
    assertThat(brought).containsExactly("chat:1", "chat:2");
    assertThat(fates)
        .containsExactly("failed chat:1", "failed chat:1", "delivered chat:1", "delivered chat:2");
  }

  @Test
  void givesUpWhatCanNotSucceedAndGoesOn() {
    try (Outbox outbox =
        open(
            10,
            delivery -> {
              if (delivery.event().message().equals("1")) {
                throw new NotificationFailure("no token");
              }
              bring(delivery);
            })) {
      outbox.accept(List.of(delivery("chat", "1"), delivery("chat", "2")));
      runAll();
    }
    assertThat(fates).containsExactly("given up chat:1", "delivered chat:2");
  }

  @Test
  void tellsABurstOfOneRevisionInOneMessage() {
    try (Outbox outbox = open(10, this::bring)) {
      outbox.accept(List.of(grouped("1", "r1"), grouped("2", "r2"), grouped("3", "r1")));
      runAll();
      assertThat(outbox.size()).isZero();
    }
    assertThat(brought)
        .containsExactly("chat:Kustomization/apps/shop: 1\nKustomization/apps/shop: 3", "chat:2");
  }

  private static Delivery grouped(String message, String revision) {
    Delivery single = delivery("chat", message);
    return single.with(
        single.event().withMetadata(Map.of("revision", revision)), Duration.ofMillis(1));
  }

  @Test
  void givesUpWhatIsTooOld() {
    try (Outbox outbox =
        open(
            10,
            _ -> {
              throw NotificationFailure.temporary("down");
            })) {
      Delivery old = delivery("chat", "1");
      outbox.accept(
          List.of(
              new Delivery(
                  old.id(), old.alert(), old.provider(), old.event(), NOW.minusSeconds(7200))));
      runAll();
    }
    assertThat(fates).containsExactly("given up chat:1");
  }

  @Test
  void aBrokenNotifierStopsNobody() {
    try (Outbox outbox =
        open(
            10,
            delivery -> {
              if (delivery.event().message().equals("1")) {
                throw new IllegalStateException("bug");
              }
              bring(delivery);
            })) {
      outbox.accept(List.of(delivery("chat", "1"), delivery("chat", "2")));
      runAll();
    }
    assertThat(brought).containsExactly("chat:2");
  }

  @Test
  void refusesMoreThanItsBound() {
    try (Outbox outbox = open(2, this::bring)) {
      outbox.accept(List.of(delivery("chat", "1"), delivery("chat", "2")));
      assertThatThrownBy(() -> outbox.accept(List.of(delivery("chat", "3"))))
          .isInstanceOf(OutboxFull.class);
      runAll();
      outbox.accept(List.of(delivery("chat", "3")));
      runAll();
    }
    assertThat(brought).containsExactly("chat:1", "chat:2", "chat:3");
  }

  @Test
  void deliversAfterACrashWhatWasOwed() {
    Outbox crashed = open(10, this::bring);
    crashed.accept(List.of(delivery("chat", "1"), delivery("mail", "2")));
    tasks.clear();
    try (Outbox outbox = open(10, this::bring)) {
      outbox.start();
      runAll();
    }
    assertThat(brought).containsExactlyInAnyOrder("chat:1", "mail:2");
  }

  @Test
  void doesNotRepeatAfterARestartWhatWasDelivered() {
    try (Outbox outbox = open(10, this::bring)) {
      outbox.accept(List.of(delivery("chat", "1")));
      runAll();
    }
    try (Outbox outbox = open(10, this::bring)) {
      outbox.start();
      runAll();
    }
    assertThat(brought).containsExactly("chat:1");
  }

  @Test
  void anEntryThatACrashCutInHalfIsDroppedAndTheRestKept() throws IOException {
    Outbox crashed = open(10, this::bring);
    crashed.accept(List.of(delivery("chat", "1")));
    tasks.clear();
    Files.write(
        folder.resolve("outbox.log"), new byte[] {0, 0, 1, 0, 7}, StandardOpenOption.APPEND);
    try (Outbox outbox = open(10, this::bring)) {
      outbox.start();
      outbox.accept(List.of(delivery("chat", "2")));
      runAll();
    }
    try (Outbox outbox = open(10, this::bring)) {
      outbox.start();
      runAll();
    }
    assertThat(brought).containsExactly("chat:1", "chat:2");
  }

  @Test
  void theLogDoesNotGrowForEver() throws IOException {
    try (FileLog log = FileLog.open(folder)) {
      byte[] large = DeliveryJson.bytes(delivery("chat", "x".repeat(30_000)));
      log.add(List.of(text("first")));
      for (int i = 0; i < 1_000; i++) {
        log.remove(log.add(List.of(large)).getFirst());
      }
      log.add(List.of(text("last")));
    }
    assertThat(Files.size(folder.resolve("outbox.log"))).isLessThan(8 * 1024 * 1024);
    try (FileLog log = FileLog.open(folder)) {
      List<String> kept = new ArrayList<>();
      for (long number : log.owed()) {
        kept.add(new String(log.read(number), StandardCharsets.UTF_8));
      }
      assertThat(kept).containsExactly("first", "last");
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void refusesMoreBytesThanItsBound() {
    Delivery large = delivery("chat", "x".repeat(200_000));
    try (Outbox outbox = open(10, this::bring)) {
      outbox.accept(List.of(large, large));
      assertThatThrownBy(() -> outbox.accept(List.of(large))).isInstanceOf(OutboxFull.class);
      assertThat(outbox.bytes()).isBetween(800_000L, 1_000_000L);
      runAll();
      assertThat(outbox.bytes()).isZero();
      outbox.accept(List.of(large));
      runAll();
    }
    assertThat(brought).hasSize(3);
  }

  @Test
  void givesUpWhatCouldNotBeReadAgainAndTakesTheRest() {
    try (Outbox outbox = open(10, this::bring)) {
      outbox.accept(List.of(delivery("chat", "x".repeat(5_000_000)), delivery("chat", "2")));
      runAll();
    }
    assertThat(fates).hasSize(2).first().asString().startsWith("given up chat:xxx");
    assertThat(brought).containsExactly("chat:2");
  }

  @Test
  void aBurstThatIsTooLongToTellIsCounted() {
    List<Delivery> burst = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      burst.add(grouped(Integer.toString(i), "r1"));
    }
    try (Outbox outbox = open(1_000, this::bring)) {
      outbox.accept(burst);
      runAll();
      assertThat(outbox.size()).isZero();
    }
    assertThat(brought).hasSize(1).first().asString().hasLineCount(101).endsWith("and 50 more");
  }

  @Test
  void saysThatItsFolderCanNotBeUsed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(
            () -> Outbox.open(settings(10, file), this::bring, observer(), clock(), Runnable::run))
        .isInstanceOf(UncheckedIOException.class);
  }

  private Outbox open(int most, Courier courier) {
    return Outbox.open(settings(most, folder), courier, observer(), clock(), tasks::add);
  }

  private static OutboxSettings settings(int most, Path folder) {
    return new OutboxSettings(
        folder, most, 1_000_000, Duration.ofHours(1), Duration.ofMillis(1), Duration.ofMillis(2));
  }

  private void runAll() {
    while (!tasks.isEmpty()) {
      tasks.removeFirst().run();
    }
  }

  private void bring(Delivery delivery) {
    brought.add(name(delivery));
  }

  private static String name(Delivery delivery) {
    return delivery.provider() + ":" + delivery.event().message();
  }

  private OutboxObserver observer() {
    Consumer<String> fate = fates::add;
    return new OutboxObserver() {
      @Override
      public void delivered(Delivery delivery) {
        fate.accept("delivered " + name(delivery));
      }

      @Override
      public void failed(Delivery delivery, NotificationFailure failure) {
        fate.accept("failed " + name(delivery));
      }

      @Override
      public void givenUp(Delivery delivery, NotificationFailure failure) {
        fate.accept("given up " + name(delivery));
      }
    };
  }

  private static Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  private static Delivery delivery(String provider, String message) {
    return new Delivery(
        "id-" + message,
        new AlertIdentity("uid", "apps", "alert"),
        provider,
        new Event(
            new InvolvedObject("Kustomization", "apps", "shop", "u", "k/v1", ""),
            "info",
            "2026-01-01T00:00:00Z",
            message,
            "Reason",
            Map.of("a", "b"),
            "c",
            "i"),
        NOW);
  }
}

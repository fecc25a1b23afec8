package dev.millrace.bench.workload;

import dev.millrace.bench.process.ControllerSetup;
import dev.millrace.bench.process.FreePort;
import dev.millrace.bench.state.Must;
import dev.millrace.bench.suite.Scene;
import dev.millrace.bench.suite.Step;
import dev.millrace.bench.suite.Workload;
import dev.millrace.servers.CountingReceiver;
import dev.millrace.servers.EventSender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** W15: events for two receivers, one of which is down until all are sent. */
final class ReceiverDown implements Workload {
  private static final int PER_MINUTE = 5_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String OBJECTS =
      """
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Provider
      metadata: {name: %1$s}
      spec: {type: generic, address: "http://127.0.0.1:%2$d/hook"}
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Alert
      metadata: {name: %1$s}
      spec:
        providerRef: {name: %1$s}
        eventSources: [{kind: GitRepository, name: '*'}]
      """;

  private final int events;
  private final int eventsPort = FreePort.get();
  private final int upPort = FreePort.get();
  private final int downPort = FreePort.get();
  private final Path outbox;

  ReceiverDown(int events) {
    this.events = events;
    this.outbox = Path.of(System.getProperty("java.io.tmpdir"), "bench-outbox-" + eventsPort);
  }

  @Override
  public List<ControllerSetup> controllers() {
    return List.of(
        new ControllerSetup(
            "notification-controller",
            List.of(
                "--events-addr=127.0.0.1:" + eventsPort,
                "--receiverAddr=127.0.0.1:" + FreePort.get()),
            List.of("--outbox-path=" + outbox, "--egress-allow-cidrs=127.0.0.0/8")));
  }

  /** A controller that starts beside its objects knows them when it is ready. */
  @Override
  public void prepare(Scene scene) throws Exception {
    String namespace = scene.namespace("load");
    scene.cluster().apply(namespace, OBJECTS.formatted("up", upPort));
    scene.cluster().apply(namespace, OBJECTS.formatted("down", downPort));
    scene.using(this::deleteOutbox);
    scene.stage().stopControllers();
    scene.stage().startControllers();
  }

  @Override
  public List<Step> phases(Scene scene) throws Exception {
    CountingReceiver up = scene.using(CountingReceiver.start(upPort, events));
    Must must = Must.BE_READY.have(2, "Provider").have(2, "Alert");
    return List.of(
        Step.of("%d events, one receiver down".formatted(events), events, () -> send(scene), must),
        Step.of("the receiver is up again", events, () -> recover(scene, up), must));
  }

  private void send(Scene scene) throws InterruptedException {
    EventSender sender = new EventSender(eventsPort, PER_MINUTE);
    sender.post(0, events);
    scene.note("posts", sender.latencies() + ", %d refused".formatted(sender.refusals()));
  }

  private void recover(Scene scene, CountingReceiver up) throws Exception {
    CountingReceiver down = scene.using(CountingReceiver.start(downPort, events));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while ((up.distinct() < events || down.distinct() < events) && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    int lost = 2 * events - up.distinct() - down.distinct();
    scene.note(
        "delivered",
        "%d lost, %d twice, %d out of order"
            .formatted(lost, up.repeats() + down.repeats(), up.outOfOrder() + down.outOfOrder()));
    if (lost > 0) {
      throw new IllegalStateException("%d of %d events are lost".formatted(lost, 2 * events));
    }
  }

  private void deleteOutbox() throws Exception {
    if (Files.exists(outbox)) {
      try (var files = Files.walk(outbox)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}

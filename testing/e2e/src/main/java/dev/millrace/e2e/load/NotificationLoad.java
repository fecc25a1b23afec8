package dev.millrace.e2e.load;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.process.ControllerProcess;
import dev.millrace.e2e.process.Ports;
import dev.millrace.servers.ControlPlane;
import dev.millrace.servers.Repository;
import dev.millrace.servers.WebhookSink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Events for two receivers, one of which is down: all events are posted, the controller is killed,
 * and the receiver comes up. Prints how many of them each receiver got, how many twice, and the
 * memory of the controller. The argument is the number of events, else 5000.
 */
public final class NotificationLoad {
  private static final String NAMESPACE = "load";
  private static final int SENDERS = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String OBJECTS =
      """
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Provider
      metadata: {name: @NAME@, namespace: load}
      spec: {type: generic, address: "http://127.0.0.1:@PORT@/hook"}
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Alert
      metadata: {name: @NAME@, namespace: load}
      spec:
        providerRef: {name: @NAME@}
        eventSources: [{kind: GitRepository, name: '*'}]
      """;

  private final int events;
  private final int upPort = Ports.free();
  private final int downPort = Ports.free();
  private final int eventsPort = Ports.free();

  private NotificationLoad(int events) {
    this.events = events;
  }

  /** Runs it once. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int events = arguments.length == 0 ? 5_000 : Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("notification-load");
    new NotificationLoad(events).run(folder);
  }

  private void run(Path folder) throws IOException, InterruptedException {
    try (ControlPlane controlPlane = ControlPlane.start("--nodes", "0");
        Cluster cluster = Cluster.connect(controlPlane.kubeconfig());
        WebhookSink up = WebhookSink.start(upPort)) {
      cluster.apply(Repository.root().resolve("manifests/crds"), Map.of());
      cluster.awaitEstablished();
      cluster.ensureNamespace(NAMESPACE);
      cluster.applyText(objects("up", upPort), Map.of());
      cluster.applyText(objects("down", downPort), Map.of());
      try (ControllerProcess controller = start(controlPlane, folder)) {
        controller.awaitReady();
        long begin = System.nanoTime();
        System.out.printf("accepted %d of %d events%n", post(), events);
        awaitAll(up);
        report("the receiver that was up", up, begin, controller);
        controller.kill();
        controller.restart();
        controller.awaitReady();
        try (WebhookSink down = WebhookSink.start(downPort)) {
          awaitAll(down);
          report("the receiver that was down", down, begin, controller);
        }
      }
    }
  }

  private ControllerProcess start(ControlPlane controlPlane, Path folder) {
    return ControllerProcess.start(
        Controller.NOTIFICATION,
        controlPlane.kubeconfig(),
        folder,
        Ports.free(),
        List.of(
            "--metrics-addr=127.0.0.1:" + Ports.free(),
            "--events-addr=127.0.0.1:" + eventsPort,
            "--receiverAddr=127.0.0.1:" + Ports.free(),
            "--outbox-path=" + folder.resolve("outbox"),
            "--egress-allow-cidrs=127.0.0.0/8"));
  }

  private static String objects(String name, int port) {
    return OBJECTS.replace("@NAME@", name).replace("@PORT@", Integer.toString(port));
  }

  /** Posts all events from several senders; how many were accepted. */
  private int post() {
    AtomicInteger accepted = new AtomicInteger();
    try (HttpClient http = HttpClient.newHttpClient();
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      for (int i = 0; i < events; i++) {
        HttpRequest request = request(i);
        senders.submit(
            () -> {
              int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
              return status == 202 ? accepted.incrementAndGet() : status;
            });
      }
    }
    return accepted.get();
  }

  private HttpRequest request(int number) {
    String body =
        """
        {"involvedObject":{"kind":"GitRepository","namespace":"load","name":"shop",
         "apiVersion":"source.toolkit.fluxcd.io/v1"},"severity":"info",
         "timestamp":"2026-01-01T00:00:00Z","message":"event %d","reason":"Load",
         "reportingController":"source-controller"}
        """
            .formatted(number);
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + eventsPort + "/"))
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private void awaitAll(WebhookSink sink) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (sink.received().size() < events && System.nanoTime() < deadline) {
      Thread.sleep(200);
    }
  }

  private void report(String who, WebhookSink sink, long begin, ControllerProcess controller)
      throws IOException {
    int received = sink.received().size();
    long distinct = sink.received().stream().map(WebhookSink.Received::body).distinct().count();
    long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    System.out.printf(
        "%s got %d after %ds: %d lost, %d twice; %s%n",
        who, received, seconds, events - distinct, received - distinct, memory(controller));
  }

  /** What the kernel says, where there is a {@code /proc}. */
  private static String memory(ControllerProcess controller) throws IOException {
    Path status = Path.of("/proc", Long.toString(controller.pid()), "status");
    if (!Files.exists(status)) {
      return "memory unknown";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .findFirst()
        .orElse("memory unknown");
  }
}

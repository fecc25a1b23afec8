package dev.millrace.e2e.load;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.process.ControllerProcess;
import dev.millrace.e2e.process.Ports;
import dev.millrace.servers.ControlPlane;
import dev.millrace.servers.CountingReceiver;
import dev.millrace.servers.EventSender;
import dev.millrace.servers.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Events for two receivers, one of which is down for a while; slow clients hang on to both servers
 * in the second half of that time, and then the controller is killed. Prints what each receiver
 * got, how often twice and in which order, how long senders waited, and the memory and processor
 * time of the controller.
 *
 * <p>Arguments: events a minute (5000), seconds of the outage (300), slow clients for each server
 * (200).
 */
public final class NotificationLoad {
  private static final String NAMESPACE = "load";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
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

  private final int perMinute;
  private final int events;
  private final int slowClients;
  private final int upPort = Ports.free();
  private final int downPort = Ports.free();
  private final int eventsPort = Ports.free();
  private final int webhookPort = Ports.free();

  private NotificationLoad(int perMinute, int outageSeconds, int slowClients) {
    this.perMinute = perMinute;
    this.events = perMinute * outageSeconds / 60;
    this.slowClients = slowClients;
  }

  /** Runs it once. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("notification-load");
    new NotificationLoad(
            argument(arguments, 0, 5_000), argument(arguments, 1, 300), argument(arguments, 2, 200))
        .run(folder);
  }

  private static int argument(String[] arguments, int index, int usual) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : usual;
  }

  private void run(Path folder) throws IOException, InterruptedException {
    try (ControlPlane controlPlane = ControlPlane.start("--nodes", "0");
        Cluster cluster = Cluster.connect(controlPlane.kubeconfig());
        CountingReceiver up = CountingReceiver.start(upPort, events)) {
      cluster.apply(Repository.root().resolve("manifests/crds"), Map.of());
      cluster.awaitEstablished();
      cluster.ensureNamespace(NAMESPACE);
      cluster.applyText(objects("up", upPort), Map.of());
      cluster.applyText(objects("down", downPort), Map.of());
      try (ControllerProcess controller = start(controlPlane, folder)) {
        controller.awaitReady();
        outage(controller);
        controller.kill();
        controller.restart();
        controller.awaitReady();
        usage("restarted", controller);
        try (CountingReceiver down = CountingReceiver.start(downPort, events)) {
          recovery(up, down, controller);
        }
      }
    }
  }

  /** Half of the events in peace, half of them while slow clients hang on. */
  private void outage(ControllerProcess controller) throws IOException, InterruptedException {
    EventSender sender = new EventSender(eventsPort, perMinute);
    sender.post(0, events / 20);
    sender.latencies();
    usage("warm", controller);
    sender.post(events / 20, events / 2);
    System.out.println("undisturbed: " + sender.latencies());
    usage("half of the outage", controller);
    try (SlowClients posts = SlowClients.attack(eventsPort, slowClients);
        SlowClients hooks = SlowClients.attack(webhookPort, slowClients)) {
      sender.post(events / 2, events);
      System.out.printf(
          "beside %d slow clients, of which %d were cut off: %s%n",
          2 * slowClients, posts.replaced() + hooks.replaced(), sender.latencies());
    }
    System.out.printf("%d events accepted, %d refusals%n", events, sender.refusals());
    usage("end of the outage", controller);
  }

  private void recovery(CountingReceiver up, CountingReceiver down, ControllerProcess controller)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    long deadline = begin + PATIENCE.toNanos();
    while ((up.distinct() < events || down.distinct() < events) && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    System.out.printf("what was owed was delivered in %.1f s%n", took.toMillis() / 1_000.0);
    report("the receiver that was up", up);
    report("the receiver that was down", down);
    usage("after the delivery", controller);
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
            "--receiverAddr=127.0.0.1:" + webhookPort,
            "--outbox-path=" + folder.resolve("outbox"),
            "--egress-allow-cidrs=127.0.0.0/8"));
  }

  private static String objects(String name, int port) {
    return OBJECTS.replace("@NAME@", name).replace("@PORT@", Integer.toString(port));
  }

  private void report(String who, CountingReceiver receiver) {
    System.out.printf(
        "%s: %d lost, %d twice, %d out of order%n",
        who, events - receiver.distinct(), receiver.repeats(), receiver.outOfOrder());
  }

  /** What the kernel says, where there is a {@code /proc}. */
  private static void usage(String when, ControllerProcess controller) throws IOException {
    Path process = Path.of("/proc", Long.toString(controller.pid()));
    if (!Files.exists(process)) {
      return;
    }
    String memory =
        Files.readAllLines(process.resolve("status")).stream()
            .filter(line -> line.startsWith("VmRSS"))
            .findFirst()
            .orElse("VmRSS: unknown");
    String[] stat = Files.readString(process.resolve("stat")).split(" ");
    double seconds = (Long.parseLong(stat[13]) + Long.parseLong(stat[14])) / 100.0;
    System.out.printf("%s: %s, %.1f s of processor%n", when, memory, seconds);
  }
}

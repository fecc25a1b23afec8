package dev.millrace.e2e.load;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.process.ControllerProcess;
import dev.millrace.e2e.process.Ports;
import dev.millrace.servers.ControlPlane;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.Repository;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A registry that calls a Receiver after each push, and the two controllers that make a scan of it.
 * The images are scanned once an hour otherwise.
 */
public final class RegistryWebhook implements AutoCloseable {
  private static final int CALLS = 50;
  private static final String IMAGE = "load/web";
  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: token, namespace: load}
      stringData: {token: only-for-tests}
      ---
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageRepository
      metadata: {name: web, namespace: load}
      spec: {image: "@IMAGE@", interval: 1h, insecure: true}
      ---
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImagePolicy
      metadata: {name: web, namespace: load}
      spec: {imageRepositoryRef: {name: web}, policy: {semver: {range: '>=1.0.0'}}}
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1
      kind: Receiver
      metadata: {name: registry, namespace: load}
      spec:
        type: generic
        secretRef: {name: token}
        resources: [{apiVersion: image.toolkit.fluxcd.io/v1, kind: ImageRepository, name: web}]
      """;

  private final ControlPlane controlPlane = ControlPlane.start("--nodes", "0");
  private final Cluster cluster = Cluster.connect(controlPlane.kubeconfig());
  private final OciRegistry registry = OciRegistry.start();
  private final HttpClient http = HttpClient.newHttpClient();
  private final int receiverPort = Ports.free();
  private final List<ControllerProcess> controllers = new ArrayList<>();

  /** Starts all of it; the image has the tag 1.0.0, which is known. */
  public RegistryWebhook(Path folder) throws InterruptedException {
    cluster.apply(Repository.root().resolve("manifests/crds"), Map.of());
    cluster.awaitEstablished();
    cluster.ensureNamespace("load");
    registry.putImage(IMAGE, "1.0.0");
    cluster.applyText(OBJECTS.replace("@IMAGE@", registry.host() + "/" + IMAGE), Map.of());
    start(
        Controller.NOTIFICATION,
        folder,
        "--events-addr=127.0.0.1:" + Ports.free(),
        "--receiverAddr=127.0.0.1:" + receiverPort,
        "--outbox-path=" + folder.resolve("outbox"));
    start(Controller.IMAGE_AUTOMATION, folder, "--storage-path=" + folder.resolve("tags"));
    for (ControllerProcess each : controllers) {
      each.awaitReady();
    }
    awaitSelected("1.0.0");
  }

  private void start(Controller controller, Path folder, String... flags) {
    List<String> all = new ArrayList<>(List.of(flags));
    all.add("--metrics-addr=127.0.0.1:" + Ports.free());
    controllers.add(
        ControllerProcess.start(controller, controlPlane.kubeconfig(), folder, Ports.free(), all));
  }

  /** Pushes a tag and calls the Receiver; returns the status of its answer. */
  public int push(String tag) throws IOException, InterruptedException {
    registry.putImage(IMAGE, tag);
    Observed receiver = cluster.await(Kind.RECEIVER, "load", "registry", Observed::isReady);
    return call(receiver.text("status.webhookPath"));
  }

  private int call(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiverPort + path))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** Waits until the policy has selected a tag. */
  public void awaitSelected(String tag) {
    cluster.await(
        Kind.IMAGE_POLICY, "load", "web", each -> each.text("status.latestRef.tag").equals(tag));
  }

  /** How long it takes from the call to the request for the tags. */
  private Duration untilScan(String tag) throws IOException, InterruptedException {
    String path =
        cluster
            .await(Kind.RECEIVER, "load", "registry", Observed::isReady)
            .text("status.webhookPath");
    registry.putImage(IMAGE, tag);
    int before = registry.tagLists();
    long begin = System.nanoTime();
    call(path);
    while (registry.tagLists() == before) {
      Thread.sleep(1);
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Calls again and again, and prints how long it takes until the registry is scanned. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<Duration> times = new ArrayList<>();
    try (RegistryWebhook webhook =
        new RegistryWebhook(Files.createTempDirectory("registry-webhook"))) {
      for (int i = 1; i <= CALLS; i++) {
        times.add(webhook.untilScan("1.0." + i));
        webhook.awaitSelected("1.0." + i);
      }
    }
    times.sort(Duration::compareTo);
    System.out.printf(
        "from the webhook to the scan, %d times: median %d ms, longest %d ms%n",
        CALLS, times.get(CALLS / 2).toMillis(), times.getLast().toMillis());
  }

  @Override
  public void close() {
    controllers.forEach(ControllerProcess::close);
    http.close();
    registry.close();
    cluster.close();
    controlPlane.close();
  }
}

package dev.millrace.e2e.load;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import dev.millrace.servers.OciRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Many images of one registry that are followed in one namespace. */
final class ImageFleet {
  static final String NAMESPACE = "load";

  private static final int OBJECTS_AT_ONCE = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Cluster cluster;
  private final OciRegistry registry;
  private final int size;

  ImageFleet(Cluster cluster, OciRegistry registry, int size) {
    this.cluster = cluster;
    this.registry = registry;
    this.size = size;
  }

  static String name(int number) {
    return "app-" + number;
  }

  String image(int number) {
    return registry.host() + "/load/" + name(number);
  }

  /** Gives every image one more tag. */
  void release(String tag) {
    names().forEach(name -> registry.putImage("load/" + name, tag));
  }

  /** Scans all images from now on. */
  void scanEvery(String interval) {
    applyAll(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: @NAME@, namespace: load}
        spec: {image: @IMAGE@, interval: @INTERVAL@, insecure: true}
        """
            .replace("@INTERVAL@", interval));
  }

  /** Selects the highest version of every image from now on. */
  void follow() {
    applyAll(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImagePolicy
        metadata: {name: @NAME@, namespace: load}
        spec:
          imageRepositoryRef: {name: @NAME@}
          policy: {semver: {range: '>=1.0.0'}}
        """);
  }

  /** Asks for a scan of every image. */
  void scanNow(String token) {
    names()
        .forEach(
            name ->
                cluster.patch(
                    Kind.IMAGE_REPOSITORY,
                    NAMESPACE,
                    name,
                    "{\"metadata\":{\"annotations\":{\"reconcile.fluxcd.io/requestedAt\":\"%s\"}}}"
                        .formatted(token)));
  }

  /** Waits until every policy has selected a tag. */
  void awaitSelected(String tag) throws InterruptedException {
    awaitAll(Kind.IMAGE_POLICY, each -> each.text("status.latestRef.tag").equals(tag));
  }

  /** Waits until every image was scanned with its present settings. */
  void awaitScanned() throws InterruptedException {
    awaitAll(Kind.IMAGE_REPOSITORY, Observed::isReady);
  }

  private void awaitAll(Kind kind, Predicate<Observed> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (cluster.list(kind, NAMESPACE).stream().filter(wanted).count() < size) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not all objects became as expected: " + kind);
      }
      Thread.sleep(PAUSE);
    }
  }

  private void applyAll(String manifest) {
    for (int first = 0; first < size; first += OBJECTS_AT_ONCE) {
      StringBuilder text = new StringBuilder();
      for (int i = first; i < Math.min(size, first + OBJECTS_AT_ONCE); i++) {
        text.append("---\n")
            .append(manifest.replace("@NAME@", name(i)).replace("@IMAGE@", image(i)));
      }
      cluster.applyText(text.toString(), Map.of());
    }
  }

  private List<String> names() {
    return IntStream.range(0, size).mapToObj(ImageFleet::name).toList();
  }
}

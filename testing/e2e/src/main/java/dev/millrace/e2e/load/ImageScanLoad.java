package dev.millrace.e2e.load;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.servers.ControlPlane;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * 1,000 ImageRepositories on one registry: what scanning them every minute costs, and what it costs
 * to have them when nothing is due. For ours and for Flux's controllers where {@code FLUX_BIN}
 * names them.
 */
public final class ImageScanLoad {
  private static final int REPOSITORIES = 1_000;
  private static final Duration WINDOW = Duration.ofSeconds(70);

  private ImageScanLoad() {}

  /** Runs it once for each arm. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    for (ImageControllers.Arm arm : ImageControllers.Arm.available()) {
      try (ControlPlane controlPlane = ControlPlane.start("--nodes", "0");
          Cluster cluster = Cluster.connect(controlPlane.kubeconfig());
          OciRegistry registry = OciRegistry.start()) {
        cluster.apply(Repository.root().resolve("manifests/crds"), Map.of());
        cluster.awaitEstablished();
        cluster.ensureNamespace(ImageFleet.NAMESPACE);
        ImageFleet fleet = new ImageFleet(cluster, registry, REPOSITORIES);
        fleet.release("1.0.0");
        fleet.scanEvery("1m");
        Path folder = Files.createTempDirectory("image-scan-load");
        try (ImageControllers controllers =
            ImageControllers.start(arm, controlPlane.kubeconfig(), folder)) {
          fleet.awaitScanned();
          watch("scanning every minute", controllers, registry);
          fleet.scanEvery("1h");
          fleet.awaitScanned();
          watch("scanning every hour", controllers, registry);
        }
      }
    }
  }

  private static void watch(String what, ImageControllers controllers, OciRegistry registry)
      throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(5));
    Usage earlier = controllers.usage();
    int requests = registry.requests();
    int lists = registry.tagLists();
    Thread.sleep(WINDOW);
    Usage later = controllers.usage();
    int scans = registry.tagLists() - lists;
    System.out.printf(
        "%s, %s, for %d s: %d scans with %d requests; CPU %s, peak memory %d MiB%n",
        controllers.name(),
        what,
        WINDOW.toSeconds(),
        scans,
        registry.requests() - requests,
        later.cpuSince(earlier),
        later.peakMebibytes());
  }
}

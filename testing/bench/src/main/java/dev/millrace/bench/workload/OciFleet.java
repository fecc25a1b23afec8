package dev.millrace.bench.workload;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.source.OCIRepository;
import dev.millrace.bench.process.Phase;
import dev.millrace.bench.state.Must;
import dev.millrace.bench.suite.Scene;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.TarGz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * So many OCIRepositories of one artifact and a Kustomization of each, in a namespace of their own.
 */
final class OciFleet {
  private static final int WARM_UP = 50;
  private static final String REPOSITORY = "apps/podinfo";
  private static final String TAG = "latest";
  private static final String CONFIG = "application/vnd.cncf.flux.config.v1+json";
  private static final String CONTENT = "application/vnd.cncf.flux.content.v1.tar+gzip";

  private final Scene scene;
  private final OciRegistry registry;
  private final String namespace;
  private final int count;
  private final String interval;

  private OciFleet(
      Scene scene, OciRegistry registry, String namespace, int count, String interval) {
    this.scene = scene;
    this.registry = registry;
    this.namespace = namespace;
    this.count = count;
    this.interval = interval;
  }

  /** A fleet that is not installed yet, with a registry of its own. */
  static OciFleet of(Scene scene, String namespace, int count, String interval) {
    OciRegistry registry = scene.using(OciRegistry.start());
    return new OciFleet(scene, registry, scene.namespace(namespace), count, interval);
  }

  String namespace() {
    return namespace;
  }

  /** Makes all objects and waits until each Kustomization is ready. */
  void install() throws Exception {
    String revision = push(1);
    untilAll(
        Applied.revision(revision),
        () -> scene.forEach(count, number -> scene.cluster().apply(namespace, objects(number))));
  }

  /** Pushes another version under the same tag, asks for it, and waits until it is everywhere. */
  void upgrade() throws Exception {
    String revision = push(2);
    String token = scene.newRequest();
    untilAll(
        Applied.revision(revision),
        () ->
            scene.forEach(
                count,
                number -> scene.request(OCIRepository.class, namespace, name(number), token)));
  }

  /** Asks each Kustomization to compare everything, and waits until it has. */
  void request() throws Exception {
    String token = scene.newRequest();
    untilAll(
        Applied.request(token),
        () ->
            scene.forEach(
                count,
                number -> scene.request(Kustomization.class, namespace, name(number), token)));
  }

  /** Lets a fleet come and go, so that what is measured then finds programs at work. */
  static void warmUp(Scene scene) throws Exception {
    OciFleet fleet = of(scene, "warm-up", WARM_UP, "1h");
    fleet.install();
    fleet.upgrade();
    scene.remove(Kustomization.class, fleet.namespace);
    scene.remove(OCIRepository.class, fleet.namespace);
  }

  /** What has to be there, in a scene with nothing else. */
  Must must(int version) {
    return Must.BE_READY
        .have(count, "OCIRepository")
        .have(count, "Kustomization")
        .have(count, "ServiceAccount")
        .have(count, "Service")
        .have(count, "Deployment")
        .have(count, "Ingress")
        .with("Deployment", "metadata/annotations/version", version);
  }

  /** The name of one of the Kustomizations, of its source, and of its objects. */
  static String name(int number) {
    return "app-" + number;
  }

  private void untilAll(Predicate<Kustomization> wanted, Phase.Work work) throws Exception {
    scene.until(Kustomization.class, namespace, count, wanted, work);
  }

  private String push(int version) {
    byte[] content = PodinfoFiles.of("podinfo", version).getBytes(StandardCharsets.UTF_8);
    String digest =
        registry.putArtifact(
            REPOSITORY,
            TAG,
            CONFIG,
            List.of(new OciRegistry.Layer(CONTENT, TarGz.of(Map.of("podinfo.yaml", content)))),
            Map.of());
    return TAG + "@" + digest;
  }

  private String objects(int number) {
    return """
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: OCIRepository
    metadata: {name: %1$s}
    spec:
      interval: %4$s
      url: oci://%2$s/%3$s
      ref: {tag: latest}
      insecure: true
    ---
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: %1$s}
    spec:
      interval: %4$s
      path: ./
      prune: true
      wait: true
      timeout: 1m
      targetNamespace: %5$s
      sourceRef: {kind: OCIRepository, name: %1$s}
      namePrefix: %1$s-
    """
        .formatted(name(number), registry.host(), REPOSITORY, interval, namespace);
  }
}

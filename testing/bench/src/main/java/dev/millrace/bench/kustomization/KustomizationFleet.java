package dev.millrace.bench.kustomization;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.meta.Conditions;
import dev.millrace.bench.process.Arrivals;
import dev.millrace.bench.process.Phase;
import dev.millrace.harness.live.LiveCluster;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** So many Kustomizations of one GitRepository, each of four objects in a folder of its own. */
final class KustomizationFleet {
  /** How many objects each Kustomization has. */
  static final int OBJECTS = 4;

  private static final int WRITERS = 8;
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final LiveCluster cluster;
  private final String namespace;
  private final ArtifactFiles artifacts;
  private final int count;
  private final boolean chained;

  /**
   * A fleet in a namespace of its own.
   *
   * @param chained whether each depends on the one before it
   */
  KustomizationFleet(LiveCluster cluster, ArtifactFiles artifacts, int count, boolean chained) {
    this.cluster = cluster;
    this.namespace = cluster.newNamespace();
    this.artifacts = artifacts;
    this.count = count;
    this.chained = chained;
  }

  /** Publishes the repository; what is returned makes the Kustomizations, until all are ready. */
  Phase.Work apply() throws Exception {
    ArtifactFiles.Artifact artifact = artifacts.serve(files(_ -> 1));
    point(artifact);
    List<Kustomization> all = IntStream.range(0, count).mapToObj(this::kustomization).toList();
    return changes(number -> client().resource(all.get(number)).create(), at(artifact.revision()));
  }

  /**
   * Changes a line in one of the folders; what is returned publishes that, until it is applied.
   *
   * @param number which one; to be called with 0, 1, 2, …
   */
  Phase.Work touchOne(int number) throws Exception {
    ArtifactFiles.Artifact artifact = artifacts.serve(files(each -> each <= number ? 2 : 1));
    Predicate<Kustomization> applied =
        at(artifact.revision()).and(each -> each.getMetadata().getName().equals("app-" + number));
    return awaited(new Arrivals<>(1, applied), () -> point(artifact));
  }

  /** Changes a line in each folder; what is returned publishes that, until all are applied. */
  Phase.Work touchAll() throws Exception {
    ArtifactFiles.Artifact artifact = artifacts.serve(files(_ -> 3));
    return awaited(new Arrivals<>(count, at(artifact.revision())), () -> point(artifact));
  }

  /** What is returned asks for a run of each, in which everything is compared. */
  Phase.Work request() {
    String token = UUID.randomUUID().toString();
    return changes(
        number ->
            client()
                .resources(Kustomization.class)
                .inNamespace(namespace)
                .withName("app-" + number)
                .patch(
                    MERGE,
                    """
                    {"metadata":{"annotations":{"reconcile.fluxcd.io/requestedAt":"%s"}}}
                    """
                        .formatted(token)),
        each -> token.equals(each.status().lastHandledReconcileAt()));
  }

  /** Changes a Service of each of the first Kustomizations; how long each revert takes. */
  List<Duration> drift(int changes) {
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < changes; i++) {
      var service = client().services().inNamespace(namespace).withName("app-" + i);
      long start = System.nanoTime();
      service.patch(MERGE, "{\"spec\":{\"sessionAffinity\":\"ClientIP\"}}");
      service.waitUntilCondition(KustomizationFleet::isAsApplied, 60, TimeUnit.SECONDS);
      times.add(Duration.ofNanos(System.nanoTime() - start));
    }
    times.sort(null);
    return times;
  }

  private static boolean isAsApplied(Service service) {
    return service != null && "None".equals(service.getSpec().getSessionAffinity());
  }

  private static Predicate<Kustomization> at(String revision) {
    return each ->
        revision.equals(each.status().lastAppliedRevision())
            && Conditions.holds(each.status().conditions(), "Ready");
  }

  private Phase.Work changes(IntConsumer change, Predicate<Kustomization> done) {
    return awaited(
        new Arrivals<>(count, done),
        () -> {
          try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < count; i++) {
              int number = i;
              writers.execute(() -> change.accept(number));
            }
          }
        });
  }

  /** Watches from now on; what is returned does the work and waits for what it brings about. */
  private Phase.Work awaited(Arrivals<Kustomization> arrivals, Phase.Work work) {
    SharedIndexInformer<Kustomization> watch =
        client().resources(Kustomization.class).inNamespace(namespace).inform(arrivals);
    return () -> {
      try (watch) {
        work.run();
        arrivals.await();
      }
    };
  }

  private void point(ArtifactFiles.Artifact artifact) {
    cluster.apply(
        namespace,
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: repository}
        spec: {interval: 1h, url: "https://git.example.com/repository"}
        """);
    client()
        .genericKubernetesResources("source.toolkit.fluxcd.io/v1", "GitRepository")
        .inNamespace(namespace)
        .withName("repository")
        .subresource("status")
        .patch(
            MERGE,
            """
            {"status":{"observedGeneration":1,
             "conditions":[{"type":"Ready","status":"True","reason":"Succeeded","message":"stored",
              "observedGeneration":1,"lastTransitionTime":"2026-01-01T00:00:00Z"}],
             "artifact":{"path":"a","url":"%s","revision":"%s","digest":"sha256:%s",
              "lastUpdateTime":"2026-01-01T00:00:00Z"}}}
            """
                .formatted(artifact.url(), artifact.revision(), artifact.digest()));
  }

  private Map<String, String> files(IntUnaryOperator version) {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < count; i++) {
      files.put("apps/" + i + "/app.yaml", application(i, version.applyAsInt(i)));
    }
    return files;
  }

  private Kustomization kustomization(int number) {
    String dependsOn =
        chained && number > 0 ? "dependsOn: [{name: app-%d}]".formatted(number - 1) : "";
    String text =
        """
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: app-%1$d, namespace: %2$s}
    spec:
      interval: 1h
      path: ./apps/%1$d
      prune: true
      wait: true
      timeout: 1m
      targetNamespace: %2$s
      sourceRef: {kind: GitRepository, name: repository}
      %3$s
    """
            .formatted(number, namespace, dependsOn);
    return client().getKubernetesSerialization().unmarshal(text, Kustomization.class);
  }

  private static String application(int number, int version) {
    return """
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: app-%1$d}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: app-%1$d}
    spec:
      sessionAffinity: None
      selector: {app: app-%1$d}
      ports: [{name: http, port: 9898, targetPort: http}]
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: app-%1$d, annotations: {version: "%2$d"}}
    spec:
      replicas: 0
      selector: {matchLabels: {app: app-%1$d}}
      template:
        metadata: {labels: {app: app-%1$d}}
        spec:
          serviceAccountName: app-%1$d
          containers:
          - name: app
            image: example.com/app:1.0.0
            ports: [{name: http, containerPort: 9898}]
            resources: {limits: {memory: 64Mi}, requests: {cpu: 1m, memory: 16Mi}}
    ---
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: app-%1$d}
    spec:
      rules:
      - host: app-%1$d.example.com
        http:
          paths:
          - path: /
            pathType: Prefix
            backend: {service: {name: app-%1$d, port: {number: 9898}}}
    """
        .formatted(number, version);
  }

  private KubernetesClient client() {
    return cluster.client();
  }
}

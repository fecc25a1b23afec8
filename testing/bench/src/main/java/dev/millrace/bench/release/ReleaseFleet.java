package dev.millrace.bench.release;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.bench.process.Arrivals;
import dev.millrace.harness.live.LiveCluster;
import dev.millrace.servers.ChartRepository;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/** So many HelmReleases of one HelmChart in a namespace of their own. */
final class ReleaseFleet {
  private static final int WRITERS = 8;
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final LiveCluster cluster;
  private final String namespace;
  private final ChartRepository charts;
  private final PackedChart chart;
  private final int count;

  ReleaseFleet(LiveCluster cluster, ChartRepository charts, PackedChart chart, int count) {
    this.cluster = cluster;
    this.namespace = cluster.newNamespace();
    this.charts = charts;
    this.chart = chart;
    this.count = count;
  }

  /** Makes the releases and waits until all are ready. */
  void install() throws Exception {
    publishChart();
    changeAll(
        number ->
            cluster.create(
                namespace,
                """
                apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                metadata:
                  name: release-%1$d
                spec:
                  interval: 1h
                  chartRef: {kind: HelmChart, name: %2$s}
                  values: {ui: {message: "release %1$d"}}
                """
                    .formatted(number, chart.name())),
        release -> isReady(release, 1));
  }

  /** Gives the releases other values and waits until all are ready with them. */
  void upgrade() throws Exception {
    changeAll(
        number -> patch(number, "{\"spec\":{\"values\":{\"logLevel\":\"debug\"}}}"),
        release -> isReady(release, 2));
  }

  /** Asks for a run of each release, for which nothing is to be done. */
  void request() throws Exception {
    String token = UUID.randomUUID().toString();
    changeAll(
        number ->
            patch(
                number,
                """
                {"metadata":{"annotations":{"reconcile.fluxcd.io/requestedAt":"%s"}}}
                """
                    .formatted(token)),
        release -> token.equals(release.status().lastHandledReconcileAt()) && isReady(release, 2));
  }

  /** Deletes the releases and waits until all are gone. */
  void remove() throws Exception {
    for (int i = 0; i < count; i++) {
      client()
          .resources(HelmRelease.class)
          .inNamespace(namespace)
          .withName("release-" + i)
          .delete();
    }
    while (!client()
        .resources(HelmRelease.class)
        .inNamespace(namespace)
        .list()
        .getItems()
        .isEmpty()) {
      Thread.sleep(200);
    }
  }

  private static boolean isReady(HelmRelease release, long revision) {
    return Objects.equals(
            release.status().observedGeneration(), release.getMetadata().getGeneration())
        && Conditions.find(release.status().conditions(), "Ready")
            .filter(Condition::holds)
            .isPresent()
        && release.status().history().stream().anyMatch(each -> each.version() == revision);
  }

  private void changeAll(IntConsumer change, Predicate<HelmRelease> done) throws Exception {
    Arrivals<HelmRelease> arrivals = new Arrivals<>(count, done);
    try (SharedIndexInformer<HelmRelease> _ =
            client().resources(HelmRelease.class).inNamespace(namespace).inform(arrivals);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      for (int i = 0; i < count; i++) {
        int number = i;
        writers.execute(() -> change.accept(number));
      }
      arrivals.await();
    }
  }

  private void patch(int number, String json) {
    client()
        .resources(HelmRelease.class)
        .inNamespace(namespace)
        .withName("release-" + number)
        .patch(MERGE, json);
  }

  private void publishChart() throws Exception {
    charts.publish(chart.name(), chart.version(), chart.archive());
    cluster.apply(
        namespace,
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmChart
        metadata: {name: %1$s}
        spec: {chart: %1$s, interval: 1h, sourceRef: {kind: HelmRepository, name: charts}}
        """
            .formatted(chart.name()));
    client()
        .genericKubernetesResources("source.toolkit.fluxcd.io/v1", "HelmChart")
        .inNamespace(namespace)
        .withName(chart.name())
        .subresource("status")
        .patch(
            MERGE,
            """
            {"status":{"observedGeneration":1,
             "conditions":[{"type":"Ready","status":"True","reason":"ChartPullSucceeded",
              "message":"pulled","observedGeneration":1,
              "lastTransitionTime":"2026-01-01T00:00:00Z"}],
             "artifact":{"path":"a","url":"%1$s/%2$s-%3$s.tgz","revision":"%3$s","digest":"sha256:%4$s",
              "lastUpdateTime":"2026-01-01T00:00:00Z"}}}
            """
                .formatted(charts.address(), chart.name(), chart.version(), digest()));
  }

  private String digest() throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(chart.archive()));
  }

  private KubernetesClient client() {
    return cluster.client();
  }
}

package dev.millrace.bench.workload;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.source.HelmRepository;
import dev.millrace.bench.process.Phase;
import dev.millrace.bench.release.PackedChart;
import dev.millrace.bench.release.PodinfoLikeChart;
import dev.millrace.bench.state.Must;
import dev.millrace.bench.suite.Scene;
import dev.millrace.servers.ChartRepository;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Objects;
import java.util.function.Predicate;

/** So many HelmReleases with tests, each with a HelmChart of one HelmRepository. */
final class HelmFleet {
  private static final int WARM_UP = 50;

  private final Scene scene;
  private final ChartRepository charts;
  private final String namespace;
  private final int count;

  private HelmFleet(Scene scene, ChartRepository charts, String namespace, int count) {
    this.scene = scene;
    this.charts = charts;
    this.namespace = namespace;
    this.count = count;
  }

  /** A fleet that is not installed yet, with a chart repository of its own. */
  static HelmFleet of(Scene scene, String namespace, int count) {
    ChartRepository charts = scene.using(ChartRepository.start());
    PackedChart chart = PodinfoLikeChart.withTest();
    charts.publish(chart.name(), chart.version(), chart.archive());
    return new HelmFleet(scene, charts, scene.namespace(namespace), count);
  }

  /** Makes all objects and waits until each release is installed and tested. */
  void install() throws Exception {
    scene
        .cluster()
        .apply(
            namespace,
            """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: HelmRepository
            metadata: {name: charts}
            spec: {interval: 1h, url: "%s"}
            """
                .formatted(charts.address()));
    untilAll(
        release -> isReady(release, 1),
        () -> scene.forEach(count, number -> scene.cluster().apply(namespace, release(number))));
  }

  /** Gives the releases other values and waits until all are upgraded and tested. */
  void upgrade() throws Exception {
    untilAll(
        release -> isReady(release, 2),
        () ->
            scene.forEach(
                count,
                number ->
                    scene.merge(
                        HelmRelease.class,
                        namespace,
                        name(number),
                        "{\"spec\":{\"values\":{\"resources\":{\"requests\":{\"cpu\":\"2m\"}}}}}")));
  }

  /** Asks for a run of each release, for which nothing is to be done. */
  void request() throws Exception {
    String token = scene.newRequest();
    untilAll(
        release -> token.equals(release.status().lastHandledReconcileAt()) && isReady(release, 1),
        () ->
            scene.forEach(
                count, number -> scene.request(HelmRelease.class, namespace, name(number), token)));
  }

  /** Lets a fleet come and go, so that what is measured then finds programs at work. */
  static void warmUp(Scene scene) throws Exception {
    HelmFleet fleet = of(scene, "warm-up", WARM_UP);
    fleet.install();
    fleet.upgrade();
    scene.remove(HelmRelease.class, fleet.namespace);
    scene.remove(HelmRepository.class, fleet.namespace);
    scene.remove(Pod.class, fleet.namespace);
  }

  /** What has to be there, in a scene with nothing else. */
  Must must() {
    return Must.BE_READY
        .have(count, "HelmRelease")
        .have(count, "HelmChart")
        .have(count, "Service")
        .have(count, "Deployment")
        .have(count, "Pod");
  }

  private void untilAll(Predicate<HelmRelease> wanted, Phase.Work work) throws Exception {
    scene.until(HelmRelease.class, namespace, count, wanted, work);
  }

  private static boolean isReady(HelmRelease release, long revision) {
    return Objects.equals(
            release.status().observedGeneration(), release.getMetadata().getGeneration())
        && Conditions.holds(release.status().conditions(), "Ready")
        && release.status().history().stream().anyMatch(each -> each.version() >= revision);
  }

  private static String name(int number) {
    return "release-" + number;
  }

  private static String release(int number) {
    return """
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: %s}
    spec:
      interval: 1h
      chart:
        spec: {chart: podlike, version: 1.0.0, sourceRef: {kind: HelmRepository, name: charts}}
      test: {enable: true}
      values: {ui: {message: "release %d"}}
    """
        .formatted(name(number), number);
  }
}

package dev.millrace.e2e.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import dev.millrace.servers.TarGz;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A HelmRelease that Flux installed: its record, its object, its status. */
public final class MovesReleases implements Step {
  private static final String NAMESPACE = "moved-releases";
  private static final String TEMPLATE =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: {{ .Release.Name }}
      data:
        color: {{ .Values.color }}
      """;
  private static final String CHART = "apiVersion: v2\nname: moved\nversion: 1.0.0\n";
  private static final String CHART_JSON =
      "{\"name\":\"moved\",\"version\":\"1.0.0\",\"apiVersion\":\"v2\"}";
  private static final String INFO =
      "{\"first_deployed\":\"2026-01-02T03:04:05Z\",\"last_deployed\":\"2026-01-02T03:04:05Z\","
          + "\"description\":\"Helm install succeeded\",\"status\":\"deployed\"}";
  private static final String MANIFEST =
      """
      apiVersion: v1
      data:
        color: blue
      kind: ConfigMap
      metadata:
        labels:
          helm.toolkit.fluxcd.io/name: app
          helm.toolkit.fluxcd.io/namespace: moved-releases
        name: app
      """;

  @Override
  public String title() {
    return "a release of Flux is taken over without a new revision";
  }

  @Override
  public void play(Stage stage) {
    Cluster cluster = stage.cluster();
    cluster.ensureNamespace(NAMESPACE);
    publish(stage);
    LeftByFlux flux = new LeftByFlux(cluster);
    leaveRelease(stage, flux);
    Observed settings = find(cluster, Kind.CONFIG_MAP);
    Observed release = find(cluster, Kind.HELM_RELEASE);

    cluster.patch(Kind.HELM_RELEASE, NAMESPACE, "app", "{\"spec\":{\"suspend\":false}}");
    Observed ready = cluster.await(Kind.HELM_RELEASE, NAMESPACE, "app", MovesReleases::isMoved);

    assertThat(records(cluster)).containsExactly("sh.helm.release.v1.app.v1");
    assertThat(ready.object().getMetadata().getUid())
        .isEqualTo(release.object().getMetadata().getUid());
    assertThat(ready.object().getMetadata().getFinalizers())
        .containsExactly("finalizers.fluxcd.io");
    assertThat(ready.text("status.history.0.version")).isEqualTo("1");
    assertThat(ready.text("status.history.0.status")).isEqualTo("deployed");
    assertThat(ready.text("status.history.0.digest"))
        .as("the digest that Flux computes of the record")
        .isEqualTo(digest());
    Observed after = find(cluster, Kind.CONFIG_MAP);
    assertThat(after.object().getMetadata().getUid())
        .isEqualTo(settings.object().getMetadata().getUid());
    assertThat(after.object().getMetadata().getManagedFields())
        .allMatch(entry -> entry.getManager().equals("helm-controller"));
  }

  private static boolean isMoved(Observed object) {
    return object.isReady();
  }

  private static void publish(Stage stage) {
    Map<String, byte[]> files =
        Map.of(
            "moved/Chart.yaml", bytes(CHART),
            "moved/values.yaml", bytes("color: blue\n"),
            "moved/templates/map.yaml", bytes(TEMPLATE));
    stage.charts().publish("moved", "1.0.0", TarGz.of(files));
  }

  private static void leaveRelease(Stage stage, LeftByFlux flux) {
    flux.apply(
        "helm-controller",
        MANIFEST.replace(
            "metadata:\n  labels:\n",
            """
            metadata:
              namespace: moved-releases
              annotations:
                meta.helm.sh/release-name: app
                meta.helm.sh/release-namespace: moved-releases
              labels:
                app.kubernetes.io/managed-by: Helm
            """));
    stage.cluster().applyText(manifests(), stage.addresses());
    flux.status(
        Kind.HELM_RELEASE,
        NAMESPACE,
        "app",
        "helm-controller",
        """
        {"observedGeneration": 1, "storageNamespace": "moved-releases",
         "helmChart": "moved-releases/moved-releases-app",
         "lastAttemptedGeneration": 1, "lastAttemptedRevision": "1.0.0",
         "lastAttemptedConfigDigest": "%1$s", "lastAttemptedReleaseAction": "install",
         "history": [{"apiVersion": "v2", "name": "app", "namespace": "moved-releases", "version": 1,
           "status": "deployed", "chartName": "moved", "chartVersion": "1.0.0",
           "configDigest": "%1$s", "digest": "%2$s", "action": "install",
           "firstDeployed": "2026-01-02T03:04:05Z", "lastDeployed": "2026-01-02T03:04:05Z"}],
         "conditions": [
           {"type": "Ready", "status": "True", "reason": "InstallSucceeded", "message": "done",
            "lastTransitionTime": "2026-01-02T03:04:05Z", "observedGeneration": 1},
           {"type": "Released", "status": "True", "reason": "InstallSucceeded", "message": "done",
            "lastTransitionTime": "2026-01-02T03:04:05Z", "observedGeneration": 1}]}
        """
            .formatted(LeftByFlux.digest(""), digest()));
  }

  private static String manifests() {
    return """
    apiVersion: v1
    kind: Secret
    type: helm.sh/release.v1
    metadata:
      name: sh.helm.release.v1.app.v1
      namespace: moved-releases
      labels: {name: app, owner: helm, status: deployed, version: "1", modifiedAt: "1767323045"}
    data: {release: %s}
    ---
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: HelmRepository
    metadata: {name: charts, namespace: moved-releases}
    spec: {interval: 1h, url: "http://127.0.0.1:7003"}
    ---
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: app, namespace: moved-releases, finalizers: [finalizers.fluxcd.io]}
    spec:
      suspend: true
      interval: 1h
      chart:
        spec: {chart: moved, version: 1.0.0, sourceRef: {kind: HelmRepository, name: charts}}
    """
        .formatted(LeftByFlux.encoded(release()));
  }

  /** The record, as Helm writes it. */
  private static String release() {
    return """
    {"name":"app","info":%s,"chart":{"metadata":%s,"lock":null,"templates":[{"name":"templates/map.yaml","data":"%s"}],\
    "values":{"color":"blue"},"schema":null,"files":null},"manifest":%s,"version":1,"namespace":"moved-releases"}"""
        .formatted(
            INFO, CHART_JSON, Base64.getEncoder().encodeToString(bytes(TEMPLATE)), json(MANIFEST));
  }

  /** What Flux computes the digest of (FLUX.md 4.3). */
  private static String digest() {
    return LeftByFlux.digest(
        "{\"name\":\"app\",\"version\":1,\"info\":%s,\"chartMetadata\":%s,\"config\":null,\"manifest\":%s,\"hooks\":null,\"namespace\":\"moved-releases\",\"ociDigest\":\"\"}\n"
            .formatted(INFO, CHART_JSON, json(MANIFEST)));
  }

  private static String json(String text) {
    return "\"" + text.replace("\n", "\\n") + "\"";
  }

  private static List<String> records(Cluster cluster) {
    return cluster
        .client()
        .secrets()
        .inNamespace(NAMESPACE)
        .withLabel("owner", "helm")
        .list()
        .getItems()
        .stream()
        .map(Secret::getMetadata)
        .map(metadata -> metadata.getName())
        .toList();
  }

  private static Observed find(Cluster cluster, Kind kind) {
    return cluster.find(kind, NAMESPACE, "app").orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

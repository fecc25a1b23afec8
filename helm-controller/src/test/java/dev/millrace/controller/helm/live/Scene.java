package dev.millrace.controller.helm.live;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.Snapshot;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.InventoryEntry;
import dev.millrace.runtime.event.Notice;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** A namespace in which a test makes charts and HelmReleases and sees what comes of them. */
final class Scene {
  private final Stage stage;
  private final String namespace;
  private final Stage.Cast cast;

  Scene(Stage stage, String namespace, Stage.Cast cast) {
    this.stage = stage;
    this.namespace = namespace;
    this.cast = cast;
  }

  String namespace() {
    return namespace;
  }

  KubernetesClient client() {
    return stage.cluster().client();
  }

  /** The administrator's credentials. */
  Path kubeconfig() {
    return stage.cluster().kubeconfig();
  }

  /** A token of a service account of the namespace. */
  String token(String account) {
    return stage.cluster().token(namespace, account);
  }

  /** Applies manifests; {@code NAMESPACE} stands for the namespace. */
  void apply(String manifests) {
    stage.cluster().apply(namespace, manifests.replace("NAMESPACE", namespace));
  }

  /** Makes the HelmChart {@code app} with a chart, or gives it another one. */
  void chart(String version, Map<String, String> files) {
    chart("app", version, files);
  }

  /** Makes a HelmChart with a chart, or gives it another one. */
  void chart(String name, String version, Map<String, String> files) {
    sources().chart(name, version, files);
  }

  /** The HelmCharts and other sources of the namespace. */
  Sources sources() {
    return new Sources(this, stage.charts());
  }

  /** Applies a HelmRelease of the chart {@code app}, unless its spec names another one. */
  void release(String name, String spec) {
    boolean named = spec.contains("chartRef:") || spec.contains("chart:");
    apply(
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: %s
          labels: {%s}
        spec:
        %s%s%s\
        """
            .formatted(
                name,
                cast.label(),
                spec.contains("interval: ") ? "" : "  interval: 1h\n",
                named ? "" : "  chartRef: {kind: HelmChart, name: app}\n",
                spec.indent(2)));
  }

  HelmRelease get(String name) {
    return stage.cluster().get(HelmRelease.class, namespace, name);
  }

  /** Merges a JSON patch into a HelmRelease. */
  void patch(String name, String json) {
    client()
        .resources(HelmRelease.class)
        .inNamespace(namespace)
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  /** Asks for a run and waits until it is over. */
  HelmRelease request(String name) {
    return request(name, "");
  }

  /** Asks for a run with a further annotation of the same value, and waits until it is over. */
  HelmRelease request(String name, String annotation) {
    String token = UUID.randomUUID().toString();
    String further = annotation.isEmpty() ? "" : ",\"%s\":\"%s\"".formatted(annotation, token);
    patch(
        name,
        """
        {"metadata":{"annotations":{"reconcile.fluxcd.io/requestedAt":"%s"%s}}}
        """
            .formatted(token, further));
    return await(name, release -> token.equals(release.status().lastHandledReconcileAt()));
  }

  HelmRelease await(String name, Predicate<HelmRelease> wanted) {
    return stage.cluster().await(HelmRelease.class, namespace, name, wanted);
  }

  /** Waits until a HelmRelease is ready in its present form. */
  HelmRelease awaitReady(String name) {
    return await(
        name,
        release ->
            release.status().observedGeneration() == release.getMetadata().getGeneration()
                && ready(release).filter(Condition::holds).isPresent());
  }

  /** Waits until a revision is released and the HelmRelease ready. */
  HelmRelease awaitRevision(String name, long version) {
    return await(
        name,
        release ->
            ready(release).filter(Condition::holds).isPresent()
                && latest(release).filter(each -> each.version() == version).isPresent());
  }

  /** Waits until a HelmRelease is not ready for a reason, in its present form. */
  Condition awaitFailure(String name, String reason) {
    HelmRelease failed =
        await(
            name,
            release ->
                ready(release)
                    .filter(each -> each.fails() && each.reason().equals(reason))
                    .filter(
                        each -> each.observedGeneration() == release.getMetadata().getGeneration())
                    .isPresent());
    return ready(failed).orElseThrow();
  }

  /** Waits until a HelmRelease is stalled for a reason. */
  HelmRelease awaitStalled(String name, String reason) {
    return await(
        name,
        release ->
            Conditions.find(release.status().conditions(), "Stalled")
                .filter(each -> each.holds() && each.reason().equals(reason))
                .isPresent());
  }

  /** Deletes a HelmRelease and waits until it is gone. */
  void delete(String name) {
    client().resources(HelmRelease.class).inNamespace(namespace).withName(name).delete();
    client()
        .resources(HelmRelease.class)
        .inNamespace(namespace)
        .withName(name)
        .waitUntilCondition(java.util.Objects::isNull, 2, java.util.concurrent.TimeUnit.MINUTES);
  }

  Optional<Condition> condition(String name, String type) {
    return Conditions.find(get(name).status().conditions(), type);
  }

  /** The ids in the inventory of a HelmRelease. */
  List<String> inventory(String name) {
    var inventory = get(name).status().inventory();
    return inventory == null
        ? List.of()
        : inventory.entries().stream().map(InventoryEntry::id).toList();
  }

  /** The revisions in storage, each as {@code version status}, the oldest first. */
  List<String> revisions(String release) {
    return client()
        .secrets()
        .inNamespace(namespace)
        .withLabels(Map.of("owner", "helm", "name", release))
        .list()
        .getItems()
        .stream()
        .map(Secret::getMetadata)
        .map(meta -> meta.getLabels())
        .sorted(Comparator.comparingInt(labels -> Integer.parseInt(labels.get("version"))))
        .map(labels -> labels.get("version") + " " + labels.get("status"))
        .toList();
  }

  /** The data of a ConfigMap; empty if it does not exist. */
  Map<String, String> configMap(String name) {
    return configMap(namespace, name);
  }

  /** The data of a ConfigMap of any namespace; empty if it does not exist. */
  Map<String, String> configMap(String where, String name) {
    ConfigMap map = client().configMaps().inNamespace(where).withName(name).get();
    return map == null ? Map.of() : map.getData();
  }

  Optional<GenericKubernetesResource> find(String apiVersion, String kind, String name) {
    return Optional.ofNullable(
        client()
            .genericKubernetesResources(apiVersion, kind)
            .inNamespace(namespace)
            .withName(name)
            .get());
  }

  /** What the controller told about a HelmRelease, each as {@code reason: message}. */
  List<String> told(String name) {
    return cast.events().about(namespace, name).stream().map(Scene::text).toList();
  }

  /** What was told to machines with the last event of a reason. */
  Map<String, String> facts(String name, String reason) {
    return cast.events().about(namespace, name).stream()
        .filter(notice -> notice.reason().equals(reason))
        .toList()
        .getLast()
        .metadata();
  }

  /** What is said of a release that fails again and again, once it says this: pods take a while. */
  String awaitExplanation(String name, String text) {
    await(name, release -> explanation(release).contains(text));
    return explanation(get(name));
  }

  private static String explanation(HelmRelease release) {
    return Conditions.find(release.status().conditions(), "Released")
        .map(Condition::message)
        .orElse("");
  }

  /** Makes a service account that may do everything in this namespace and nothing elsewhere. */
  void makeTenant(String name) {
    apply(
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: %1$s
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata:
          name: %1$s
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin}
        subjects:
        - {kind: ServiceAccount, name: %1$s, namespace: NAMESPACE}
        """
            .formatted(name));
  }

  static Optional<Condition> ready(HelmRelease release) {
    return Conditions.find(release.status().conditions(), "Ready");
  }

  static Optional<Snapshot> latest(HelmRelease release) {
    return release.status().history().stream().findFirst();
  }

  private static String text(Notice notice) {
    return notice.reason() + ": " + notice.message();
  }
}

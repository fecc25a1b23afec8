package dev.millrace.chaos.play;

import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import dev.millrace.servers.GitRemote;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An application from Git and a chart beside it: deployed, then changed. The change edits an
 * object, removes one, adds one and raises the version of the chart.
 */
public final class Play {
  private static final String OBJECTS =
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: app, namespace: NS}
      spec: {interval: 2s, url: URL, ref: {branch: main}}
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: app, namespace: NS}
      spec:
        interval: 5s
        retryInterval: 1s
        timeout: 1m
        path: ./app
        prune: true
        wait: true
        targetNamespace: NS
        sourceRef: {kind: GitRepository, name: app}
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: app, namespace: NS}
      spec:
        interval: 5s
        timeout: 1m
        install: {strategy: {name: RetryOnFailure, retryInterval: 1s}}
        upgrade: {strategy: {name: RetryOnFailure, retryInterval: 1s}}
        chart:
          spec:
            interval: 2s
            chart: ./chart
            sourceRef: {kind: GitRepository, name: app}
      """;

  private final Ensemble ensemble;
  private final String namespace;
  private final GitRemote remote;

  /** Prepares a play in a namespace and a repository of its own. */
  public Play(Ensemble ensemble, String namespace) {
    this.ensemble = ensemble;
    this.namespace = namespace;
    this.remote = ensemble.git().create(namespace);
    ensemble.cluster().ensureNamespace(namespace);
  }

  /** Where it happens. */
  public String namespace() {
    return namespace;
  }

  /** Deploys, changes and waits until both are as Git says; fails when that never happens. */
  public EndState perform() {
    commit("0.1.0", Map.of("a", "1", "b", "1"));
    ensemble.cluster().applyText(OBJECTS, Map.of("NS", namespace, "URL", remote.url().toString()));
    awaitEnd("0.1.0");
    Map<String, @Nullable String> change = new HashMap<>(Map.of("a", "2", "c", "1"));
    change.put("b", null);
    commit("0.2.0", change);
    awaitEnd("0.2.0");
    return EndState.of(ensemble.cluster(), namespace);
  }

  /** Takes away what was deployed, so that plays do not pile up. */
  public void clear() {
    for (Kind kind : new Kind[] {Kind.HELM_RELEASE, Kind.KUSTOMIZATION, Kind.GIT_REPOSITORY}) {
      ensemble.cluster().delete(kind, namespace, "app");
    }
    remote.close();
  }

  private void commit(String version, Map<String, @Nullable String> settings) {
    Map<String, @Nullable String> files = new HashMap<>();
    settings.forEach(
        (name, value) ->
            files.put("app/" + name + ".yaml", value == null ? null : configMap(name, value)));
    files.put("chart/Chart.yaml", "apiVersion: v2\nname: app\nversion: " + version + "\n");
    files.put("chart/templates/r.yaml", configMap("released", version));
    remote.commit("Version " + version, files);
  }

  private static String configMap(String name, String value) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\ndata: {value: \"%s\"}\n"
        .formatted(name, value);
  }

  private void awaitEnd(String version) {
    String head = remote.head("main").orElseThrow();
    ensemble
        .cluster()
        .await(
            Kind.KUSTOMIZATION,
            namespace,
            "app",
            each -> each.isReady() && each.text("status.lastAppliedRevision").endsWith(":" + head));
    ensemble
        .cluster()
        .await(Kind.HELM_RELEASE, namespace, "app", each -> each.isReady() && runs(each, version));
  }

  private static boolean runs(Observed release, String version) {
    return release.text("status.history.0.chartVersion").equals(version)
        && release.text("status.history.0.status").equals("deployed");
  }
}

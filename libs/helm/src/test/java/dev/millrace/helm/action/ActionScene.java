package dev.millrace.helm.action;

import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.dependency.Charts;
import dev.millrace.helm.hook.HookPhase;
import dev.millrace.helm.release.ApplyMethod;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.render.ChartRenderer;
import dev.millrace.helm.render.KubeVersion;
import dev.millrace.helm.render.RenderOptions;
import dev.millrace.helm.storage.InMemoryReleaseStore;
import dev.millrace.helm.storage.ReleaseHistory;
import dev.millrace.helm.values.ValueTrees;
import dev.millrace.helm.values.ValuesException;
import dev.millrace.helm.values.ValuesReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** A chart, a cluster in memory that refuses what a test says, and records of releases. */
final class ActionScene {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
  static final Chart CHART =
      Charts.of(
          Map.of(
              "Chart.yaml", "name: app",
              "values.yaml", "text: default\nextra: false\n",
              "templates/cm.yaml",
                  """
                  apiVersion: v1
                  kind: ConfigMap
                  metadata: {name: cm}
                  data: {text: "{{ .Values.text }}", by: "{{ .Release.Revision }}"}
                  """,
              "templates/svc.yaml",
                  """
                  {{ if .Values.extra }}
                  apiVersion: v1
                  kind: Service
                  metadata: {name: svc}
                  {{ end }}
                  """,
              "templates/hooks.yaml",
                  """
                  apiVersion: batch/v1
                  kind: Job
                  metadata:
                    name: migrate
                    annotations:
                      helm.sh/hook: pre-install,pre-upgrade,post-delete
                      helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
                  ---
                  apiVersion: v1
                  kind: Pod
                  metadata:
                    name: check
                    annotations: {helm.sh/hook: test}
                  """,
              "crds/crd.yaml",
                  """
                  apiVersion: apiextensions.k8s.io/v1
                  kind: CustomResourceDefinition
                  metadata: {name: things.example.com}
                  ---
                  apiVersion: v1
                  kind: Secret
                  metadata: {name: not-a-crd}
                  """));

  final FailingCluster cluster;
  final ReleaseHistory history = new ReleaseHistory(new InMemoryReleaseStore(), CLOCK);
  final ActionContext context;

  ActionScene() {
    this(new FailingCluster());
  }

  ActionScene(FailingCluster cluster) {
    this.cluster = cluster;
    this.context =
        new ActionContext(
            cluster,
            history,
            new ChartRenderer(SprigEnvironment.isolated(CLOCK, new Random(1))),
            RenderOptions.offline(KubeVersion.parse("1.33.0").orElseThrow()),
            CLOCK);
  }

  Release install(String values) throws Exception {
    return install(values, ApplyMethod.SERVER_SIDE);
  }

  Release install(String values, ApplyMethod method) throws Exception {
    var options = new InstallAction.Options(ActionOptions.defaults(), method, false, false, true);
    return new InstallAction(context, options).run("rel", "ns", source(values));
  }

  Release upgrade(String values, UpgradeAction.Options options) throws Exception {
    return new UpgradeAction(context, options).run("rel", source(values));
  }

  static ChartSource source(String values) throws ValuesException {
    return ChartSource.of(CHART, ValuesReader.read(values));
  }

  static UpgradeAction.Options with(UpgradeAction.OldValues oldValues) {
    return new UpgradeAction.Options(
        ActionOptions.defaults(), ApplyChoice.AS_BEFORE, false, false, true, oldValues);
  }

  static HookPhase hookPhase(Release release, String name) {
    return release.hooks().stream()
        .filter(hook -> hook.name().equals(name))
        .findFirst()
        .orElseThrow()
        .lastRun()
        .phase();
  }

  String lastDescription() {
    try {
      return history.last("rel").orElseThrow().info().description();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static ObjectRef configMap() {
    return new ObjectRef("v1", "ConfigMap", "ns", "cm");
  }

  static Map<String, Object> data(Map<String, Object> object) {
    return Objects.requireNonNull(ValueTrees.asTable(object.get("data")));
  }

  /** Refuses chosen requests. */
  static class FailingCluster extends InMemoryCluster {
    private final List<String> refused = new ArrayList<>();
    private final Map<String, Optional<String>> lostKinds = new HashMap<>();
    private int forgotten;

    void fail(String request) {
      refused.add(request);
    }

    void clear() {
      forgotten = super.requests().size();
    }

    /** Has a kind no more, or only in another version. */
    void lose(String apiVersion, String kind, Optional<String> otherVersion) {
      lostKinds.put(apiVersion + "/" + kind, otherVersion);
    }

    @Override
    public boolean isNamespaced(String apiVersion, String kind) throws ClusterException {
      if (lostKinds.containsKey(apiVersion + "/" + kind)) {
        throw new UnknownKind("no kind " + kind + " in " + apiVersion, new Exception());
      }
      return super.isNamespaced(apiVersion, kind);
    }

    @Override
    public Optional<String> otherVersionOf(String apiVersion, String kind) {
      return lostKinds.getOrDefault(apiVersion + "/" + kind, Optional.empty());
    }

    @Override
    public List<String> requests() {
      return super.requests().subList(forgotten, super.requests().size());
    }

    @Override
    public void apply(Map<String, Object> object) throws ClusterException {
      check("apply " + name(object));
      super.apply(object);
    }

    @Override
    public void awaitHook(Map<String, Object> object, Duration timeout) throws ClusterException {
      check("hook " + name(object));
      super.awaitHook(object, timeout);
    }

    @Override
    public void awaitReady(List<ManifestObject> awaited, boolean jobs, Duration timeout)
        throws ClusterException {
      check("await " + awaited.size());
      super.awaitReady(awaited, jobs, timeout);
    }

    private static String name(Map<String, Object> object) {
      return ObjectRef.of(object).kind() + "/" + ObjectRef.of(object).name();
    }

    private void check(String request) throws ClusterException {
      if (refused.contains(request)) {
        throw new ClusterException("no: " + request);
      }
    }
  }
}

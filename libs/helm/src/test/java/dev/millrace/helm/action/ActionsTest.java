package dev.millrace.helm.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.helm.action.ActionException.Reason;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.dependency.Charts;
import dev.millrace.helm.hook.HookPhase;
import dev.millrace.helm.release.ApplyMethod;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseStatus;
import dev.millrace.helm.render.ChartRenderer;
import dev.millrace.helm.render.KubeVersion;
import dev.millrace.helm.render.RenderOptions;
import dev.millrace.helm.storage.InMemoryReleaseStore;
import dev.millrace.helm.storage.RecordedRelease;
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
import java.util.Random;
import org.junit.jupiter.api.Test;

class ActionsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
  private static final Chart CHART =
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

  private final FailingCluster cluster = new FailingCluster();
  private final ReleaseHistory history = new ReleaseHistory(new InMemoryReleaseStore(), CLOCK);
  private final ActionContext context =
      new ActionContext(
          cluster,
          history,
          new ChartRenderer(SprigEnvironment.isolated(CLOCK, new Random(1))),
          RenderOptions.offline(KubeVersion.parse("1.33.0").orElseThrow()),
          CLOCK);

  @Test
  void installsDefinitionsThenHooksThenObjects() throws Exception {
    Release release = install("{}");
    assertThat(release.status()).isEqualTo(ReleaseStatus.DEPLOYED);
    assertThat(release.info().description()).isEqualTo("Install complete");
    assertThat(release.applyMethod()).isEqualTo(ApplyMethod.SERVER_SIDE);
    assertThat(cluster.requests())
        .containsExactly(
            "create CustomResourceDefinition/things.example.com",
            "await 1",
            "create Job/migrate",
            "hook Job/migrate",
            "delete Job/migrate",
            "apply ConfigMap/cm",
            "await 1");
    assertThat(release.hooks().getFirst().name()).isEqualTo("check");
    assertThat(hookPhase(release, "migrate")).isEqualTo(HookPhase.SUCCEEDED);
    assertThat(history.last("rel").orElseThrow()).isEqualTo(release);
  }

  @Test
  void marksObjectsAsItsOwn() throws Exception {
    install("{}");
    Map<String, Object> live = cluster.get(configMap()).orElseThrow();
    assertThat(live.toString())
        .contains("app.kubernetes.io/managed-by=Helm")
        .contains("meta.helm.sh/release-name=rel")
        .contains("meta.helm.sh/release-namespace=ns");
  }

  @Test
  void refusesObjectsOfOthersUnlessToldToTakeThem() throws Exception {
    cluster.put(
        ValuesReader.read(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: cm, namespace: ns}}"));
    var careful =
        new InstallAction.Options(
            ActionOptions.defaults(), ApplyMethod.CLIENT_SIDE, false, false, false);
    assertThatThrownBy(
            () ->
                new InstallAction(context, careful)
                    .run("rel", "ns", ChartSource.of(CHART, Map.of())))
        .isInstanceOf(ActionException.class)
        .hasMessageContaining(
            "Unable to continue with install: ConfigMap \"cm\" in namespace \"ns\" exists and cannot be"
                + " imported into the current release: invalid ownership metadata; label validation"
                + " error: missing key \"app.kubernetes.io/managed-by\": must be set to \"Helm\"");
    assertThat(history.of("rel")).isEmpty();
    assertThat(install("{}").status()).isEqualTo(ReleaseStatus.DEPLOYED);
  }

  @Test
  void refusesANameThatIsInUse() throws Exception {
    install("{}");
    assertThatThrownBy(() -> install("{}")).hasMessage("cannot reuse a name that is still in use");
  }

  @Test
  void recordsAFailedInstall() {
    cluster.fail("apply ConfigMap/cm");
    assertThatThrownBy(() -> install("{}"))
        .isInstanceOfSatisfying(
            ActionException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.APPLY);
              assertThat(e.release().orElseThrow().status()).isEqualTo(ReleaseStatus.FAILED);
            })
        .hasMessage("no: apply ConfigMap/cm");
    assertThat(lastDescription()).isEqualTo("Release \"rel\" failed: no: apply ConfigMap/cm");
  }

  @Test
  void recordsAFailedHookAndKeepsItForInspection() {
    cluster.fail("hook Job/migrate");
    assertThatThrownBy(() -> install("{}")).hasMessage("failed pre-install: no: hook Job/migrate");
    assertThat(cluster.requests()).doesNotContain("apply ConfigMap/cm", "delete Job/migrate");
    assertThat(lastDescription())
        .isEqualTo("Release \"rel\" failed: failed pre-install: no: hook Job/migrate");
  }

  @Test
  void upgradesWhatChangedAndDeletesWhatIsGone() throws Exception {
    install("{extra: true}");
    cluster.clear();
    Release release = upgrade("{text: new}", UpgradeAction.Options.defaults());
    assertThat(release.version()).isEqualTo(2);
    assertThat(cluster.requests())
        .containsExactly(
            "create Job/migrate",
            "hook Job/migrate",
            "delete Job/migrate",
            "apply ConfigMap/cm",
            "delete Service/svc",
            "await 1");
    assertThat(history.of("rel"))
        .extracting(RecordedRelease::status)
        .containsExactly(ReleaseStatus.SUPERSEDED, ReleaseStatus.DEPLOYED);
    assertThat(release.info().firstDeployed()).contains(CLOCK.instant());
  }

  @Test
  void keepsWhatOthersAddedInAThreeWayMerge() throws Exception {
    install("{}", ApplyMethod.CLIENT_SIDE);
    Map<String, Object> live = cluster.get(configMap()).orElseThrow();
    data(live).put("byOthers", "yes");
    data(live).put("text", "edited");
    cluster.put(live);
    upgrade("{text: new}", UpgradeAction.Options.defaults());
    assertThat(data(cluster.get(configMap()).orElseThrow()))
        .containsEntry("byOthers", "yes")
        .containsEntry("text", "new")
        .containsEntry("by", "2");
    assertThat(cluster.requests())
        .contains("patch ConfigMap/cm")
        .doesNotContain("apply ConfigMap/cm");
  }

  @Test
  void cleansUpAfterAFailedUpgrade() throws Exception {
    install("{}");
    cluster.fail("await 2");
    var options =
        new UpgradeAction.Options(
            ActionOptions.defaults(),
            ApplyChoice.AS_BEFORE,
            false,
            true,
            true,
            UpgradeAction.OldValues.FORGET);
    assertThatThrownBy(() -> upgrade("{extra: true}", options)).hasMessage("no: await 2");
    assertThat(cluster.requests()).contains("delete Service/svc");
    assertThat(history.of("rel"))
        .extracting(RecordedRelease::status)
        .containsExactly(ReleaseStatus.DEPLOYED, ReleaseStatus.FAILED);
  }

  @Test
  void remembersValuesAsToldTo() throws Exception {
    install("{text: one, extra: true}");
    assertThat(upgrade("{}", with(UpgradeAction.OldValues.IF_NONE_GIVEN)).config())
        .containsEntry("text", "one");
    assertThat(upgrade("{text: two}", with(UpgradeAction.OldValues.KEEP)).config())
        .containsEntry("text", "two")
        .containsEntry("extra", true);
    assertThat(
            upgrade("{text: null}", with(UpgradeAction.OldValues.KEEP_ON_NEW_DEFAULTS)).manifest())
        .contains("text: \"default\"");
    assertThat(upgrade("{}", with(UpgradeAction.OldValues.FORGET)).config()).isEmpty();
  }

  @Test
  void rollsBackToAnEarlierRevision() throws Exception {
    install("{text: one}");
    upgrade("{text: two, extra: true}", UpgradeAction.Options.defaults());
    Release release = new RollbackAction(context, RollbackAction.Options.defaults()).run("rel", 0);
    assertThat(release.version()).isEqualTo(3);
    assertThat(release.info().description()).isEqualTo("Rollback to 1");
    assertThat(data(cluster.get(configMap()).orElseThrow())).containsEntry("text", "one");
    assertThat(cluster.requests()).contains("delete Service/svc");
    assertThat(history.of("rel"))
        .extracting(RecordedRelease::status)
        .containsExactly(
            ReleaseStatus.SUPERSEDED, ReleaseStatus.SUPERSEDED, ReleaseStatus.DEPLOYED);
    assertThatThrownBy(
            () -> new RollbackAction(context, RollbackAction.Options.defaults()).run("rel", 9))
        .hasMessage("release has no 9 version");
  }

  @Test
  void prunesTheOldestRevisions() throws Exception {
    install("{}");
    for (int i = 0; i < 4; i++) {
      upgrade(
          "{}",
          new UpgradeAction.Options(
              ActionOptions.defaults().withMaxHistory(3),
              ApplyChoice.AS_BEFORE,
              false,
              false,
              true,
              UpgradeAction.OldValues.FORGET));
    }
    assertThat(history.of("rel")).extracting(RecordedRelease::version).containsExactly(3, 4, 5);
  }

  @Test
  void uninstallsInItsOwnOrderAndKeepsWhatAsksForIt() throws Exception {
    Chart chart =
        Charts.of(
            Map.of(
                "Chart.yaml", "name: app",
                "templates/a.yaml",
                    """
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: s}
                    ---
                    apiVersion: v1
                    kind: Service
                    metadata: {name: svc}
                    ---
                    apiVersion: v1
                    kind: PersistentVolumeClaim
                    metadata: {name: data, annotations: {helm.sh/resource-policy: keep}}
                    """));
    new InstallAction(context, InstallAction.Options.defaults())
        .run("rel", "ns", ChartSource.of(chart, Map.of()));
    cluster.clear();
    var result = new UninstallAction(context, UninstallAction.Options.defaults()).run("rel");
    assertThat(cluster.requests()).containsExactly("delete Service/svc", "delete Secret/s");
    assertThat(result.kept()).extracting(ObjectRef::name).containsExactly("data");
    assertThat(history.of("rel")).isEmpty();
  }

  @Test
  void keepsTheHistoryIfToldTo() throws Exception {
    install("{}");
    var options =
        new UninstallAction.Options(
            ActionOptions.defaults(), true, ReleaseCluster.Propagation.BACKGROUND);
    new UninstallAction(context, options).run("rel");
    assertThat(history.last("rel").orElseThrow().status()).isEqualTo(ReleaseStatus.UNINSTALLED);
    assertThatThrownBy(() -> new UninstallAction(context, options).run("rel"))
        .hasMessage("the release named \"rel\" is already deleted");
    var replace =
        new InstallAction.Options(
            ActionOptions.defaults(), ApplyMethod.SERVER_SIDE, false, true, true);
    Release again =
        new InstallAction(context, replace).run("rel", "ns", ChartSource.of(CHART, Map.of()));
    assertThat(again.version()).isEqualTo(2);
  }

  @Test
  void runsTestsAndRecordsTheirResults() throws Exception {
    install("{}");
    Release tested = new TestAction(context, TestAction.Options.defaults()).run("rel");
    assertThat(hookPhase(tested, "check")).isEqualTo(HookPhase.SUCCEEDED);
    cluster.fail("hook Pod/check");
    assertThatThrownBy(() -> new TestAction(context, TestAction.Options.defaults()).run("rel"))
        .hasMessage("no: hook Pod/check");
    assertThat(hookPhase(history.last("rel").orElseThrow(), "check")).isEqualTo(HookPhase.FAILED);
    var none = new TestAction.Options(Duration.ofSeconds(1), hook -> !hook.name().equals("check"));
    assertThat(new TestAction(context, none).run("rel").hooks()).hasSize(2);
  }

  @Test
  void refusesToUpgradeWhileAnotherActionIsPendingUntilUnlocked() throws Exception {
    Release release = install("{}");
    history.update(release.with(ReleaseStatus.PENDING_UPGRADE, "Preparing upgrade"));
    assertThatThrownBy(() -> upgrade("{}", UpgradeAction.Options.defaults()))
        .hasMessage("another operation (install/upgrade/rollback) is in progress");
    Release unlocked = new UnlockAction(context).run("rel").orElseThrow();
    assertThat(unlocked.info().description())
        .isEqualTo("Release unlocked from stale 'pending-upgrade' state");
    assertThat(upgrade("{}", UpgradeAction.Options.defaults()).version()).isEqualTo(2);
    assertThat(new UnlockAction(context).run("rel")).isEmpty();
  }

  @Test
  void postRendersObjectsAndHooks() throws Exception {
    PostRendering.PostRenderer label =
        objects -> {
          objects.forEach(
              object -> metadata(object).put("labels", new HashMap<>(Map.of("l", "v"))));
          return objects;
        };
    for (var strategy : PostRendering.Strategy.values()) {
      Release release =
          new InstallAction(context, InstallAction.Options.defaults())
              .run(
                  "rel-" + strategy.ordinal(),
                  "ns",
                  ChartSource.of(CHART, Map.of())
                      .withCrds(CrdPolicy.SKIP)
                      .withPostRendering(new PostRendering(strategy, label)));
      assertThat(release.manifest())
          .startsWith("---\n# Source: app/templates/cm.yaml\napiVersion: v1\n")
          .contains("labels:\n    l: v")
          .doesNotContain("postrender");
      boolean hooksToo = strategy != PostRendering.Strategy.NO_HOOKS;
      assertThat(release.hooks().getLast().manifest().contains("l: v")).isEqualTo(hooksToo);
    }
  }

  @Test
  void givesARendererThatLooksAtNoOthersOneObjectAtATime() throws Exception {
    var sizes = new ArrayList<Integer>();
    PostRendering.PostRenderer alone =
        new PostRendering.PostRenderer() {
          @Override
          public List<Map<String, Object>> render(List<Map<String, Object>> objects) {
            sizes.add(objects.size());
            return objects;
          }

          @Override
          public boolean takesEachAlone() {
            return true;
          }
        };

    Release release = installPostRendered("alone", alone);
    Release together = installPostRendered("together", objects -> objects);

    assertThat(sizes).hasSizeGreaterThan(1).containsOnly(1);
    assertThat(release.manifest().replace("alone", "together")).isEqualTo(together.manifest());
    assertThat(release.hooks()).hasSameSizeAs(together.hooks());
  }

  private Release installPostRendered(String name, PostRendering.PostRenderer renderer)
      throws Exception {
    return new InstallAction(context, InstallAction.Options.defaults())
        .run(
            name,
            "ns",
            ChartSource.of(CHART, Map.of())
                .withCrds(CrdPolicy.SKIP)
                .withPostRendering(new PostRendering(PostRendering.Strategy.COMBINED, renderer)));
  }

  private Release install(String values) throws Exception {
    return install(values, ApplyMethod.SERVER_SIDE);
  }

  private Release install(String values, ApplyMethod method) throws Exception {
    var options = new InstallAction.Options(ActionOptions.defaults(), method, false, false, true);
    return new InstallAction(context, options).run("rel", "ns", source(values));
  }

  private Release upgrade(String values, UpgradeAction.Options options) throws Exception {
    return new UpgradeAction(context, options).run("rel", source(values));
  }

  private static ChartSource source(String values) throws ValuesException {
    return ChartSource.of(CHART, ValuesReader.read(values));
  }

  private static UpgradeAction.Options with(UpgradeAction.OldValues oldValues) {
    return new UpgradeAction.Options(
        ActionOptions.defaults(), ApplyChoice.AS_BEFORE, false, false, true, oldValues);
  }

  private static HookPhase hookPhase(Release release, String name) {
    return release.hooks().stream()
        .filter(hook -> hook.name().equals(name))
        .findFirst()
        .orElseThrow()
        .lastRun()
        .phase();
  }

  private String lastDescription() {
    try {
      return history.last("rel").orElseThrow().info().description();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static ObjectRef configMap() {
    return new ObjectRef("v1", "ConfigMap", "ns", "cm");
  }

  private static Map<String, Object> data(Map<String, Object> object) {
    return Objects.requireNonNull(ValueTrees.asTable(object.get("data")));
  }

  private static Map<String, Object> metadata(Map<String, Object> object) {
    return Objects.requireNonNull(ValueTrees.asTable(object.get("metadata")));
  }

  /** Refuses chosen requests. */
  private static final class FailingCluster extends InMemoryCluster {
    private final List<String> refused = new ArrayList<>();
    private int forgotten;

    void fail(String request) {
      refused.add(request);
    }

    void clear() {
      forgotten = super.requests().size();
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

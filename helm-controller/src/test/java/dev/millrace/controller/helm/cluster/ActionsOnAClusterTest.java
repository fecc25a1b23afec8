package dev.millrace.controller.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.helm.action.ActionContext;
import dev.millrace.helm.action.ActionException;
import dev.millrace.helm.action.ActionException.Reason;
import dev.millrace.helm.action.ActionOptions;
import dev.millrace.helm.action.ActionOptions.Wait;
import dev.millrace.helm.action.ApplyChoice;
import dev.millrace.helm.action.ChartSource;
import dev.millrace.helm.action.CrdPolicy;
import dev.millrace.helm.action.InstallAction;
import dev.millrace.helm.action.RollbackAction;
import dev.millrace.helm.action.TestAction;
import dev.millrace.helm.action.UninstallAction;
import dev.millrace.helm.action.UnlockAction;
import dev.millrace.helm.action.UpgradeAction;
import dev.millrace.helm.action.UpgradeAction.OldValues;
import dev.millrace.helm.hook.HookPhase;
import dev.millrace.helm.release.ApplyMethod;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseStatus;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Helm's actions against a real API server. */
@ExtendWith(ActionStage.Provider.class)
class ActionsOnAClusterTest {
  private static final String RELEASE = "rel";
  private static final ActionOptions WAITING =
      new ActionOptions(Duration.ofMinutes(1), Wait.OBJECTS_AND_JOBS, true, 3, "");
  private static final ActionOptions IMPATIENT =
      new ActionOptions(Duration.ofSeconds(2), Wait.OBJECTS_AND_JOBS, true, 3, "");

  private final ActionStage stage;
  private final String namespace;

  @TempDir Path folder;

  ActionsOnAClusterTest(ActionStage stage) {
    this.stage = stage;
    this.namespace = stage.newNamespace();
  }

  @Test
  void runsHooksByWeightAndDeletesThemAsTheyAsk() throws Exception {
    Release release = install(ApplyMethod.SERVER_SIDE, Map.of());
    assertThat(release.hooks().stream().map(hook -> hook.lastRun().phase()))
        .containsExactlyInAnyOrder(HookPhase.SUCCEEDED, HookPhase.SUCCEEDED, HookPhase.NONE);
    assertThat(stage.client().batch().v1().jobs().inNamespace(namespace).list().getItems())
        .as("the Job asks to be deleted when it succeeded")
        .isEmpty();
    assertThat(configMap("before")).as("the ConfigMap does not").isNotNull();
    assertThat(deployment().getStatus().getReadyReplicas()).isEqualTo(1);

    Release tested = new TestAction(actions(), TestAction.Options.defaults()).run(RELEASE);
    assertThat(tested.hooks())
        .filteredOn(hook -> hook.name().equals("check"))
        .extracting(hook -> hook.lastRun().phase())
        .containsExactly(HookPhase.SUCCEEDED);
  }

  @Test
  void recordsTheRevisionAsFailedWhenAHookFails() throws Exception {
    assertThatThrownBy(
            () ->
                install(
                    ApplyMethod.SERVER_SIDE,
                    Map.of("templates/bad.yaml", ChartFiles.failingHook(""))))
        .isInstanceOf(ActionException.class);
    assertThat(history()).containsExactly("1 failed");
    assertThat(configMap("cm")).as("objects come after the hooks").isNull();
  }

  @Test
  void failsWhenObjectsDoNotGetReady() {
    String deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: slow}
        spec:
          selector: {matchLabels: {app: slow}}
          template:
            metadata: {labels: {app: slow}, annotations: {fake-kubelet/ready: "false"}}
            spec: {containers: [{name: c, image: x}]}
        """;
    assertThatThrownBy(
            () ->
                install(
                    IMPATIENT,
                    ApplyMethod.SERVER_SIDE,
                    false,
                    CrdPolicy.CREATE,
                    Map.of("templates/slow.yaml", deployment)))
        .isInstanceOf(ActionException.class)
        .hasMessageContaining("slow");
  }

  @ParameterizedTest
  @EnumSource(
      value = ApplyMethod.class,
      names = {"SERVER_SIDE", "CLIENT_SIDE"})
  void keepsWhatOthersAddedAndRemovesWhatTheChartNoLongerHas(ApplyMethod method) throws Exception {
    install(method, Map.of());
    addSidecar();
    upgrade(Map.of("text", "two", "extra", true));
    assertThat(data("cm")).containsEntry("text", "two").containsEntry("revision", "2");
    assertThat(configMap("extra")).isNotNull();
    assertThat(deployment().getSpec().getTemplate().getSpec().getContainers())
        .extracting("name")
        .containsExactlyInAnyOrder("web", "sidecar");

    upgrade(Map.of("text", "three", "image", "nginx:2"));
    assertThat(configMap("extra")).isNull();
    assertThat(deployment().getSpec().getTemplate().getSpec().getContainers())
        .filteredOn(container -> container.getName().equals("web"))
        .extracting("image")
        .containsExactly("nginx:2");
  }

  @Test
  void rollsBackAndKeepsAsManyRevisionsAsItMay() throws Exception {
    install(ApplyMethod.SERVER_SIDE, Map.of());
    upgrade(Map.of("text", "two"));
    upgrade(Map.of("text", "three"));
    new RollbackAction(
            actions(), new RollbackAction.Options(WAITING, ApplyChoice.AS_BEFORE, false, false))
        .run(RELEASE, 2);
    assertThat(data("cm")).containsEntry("text", "two");
    assertThat(history()).containsExactly("2 superseded", "3 superseded", "4 deployed");
  }

  @Test
  void takesOverObjectsOnlyIfItIsAllowedTo() throws Exception {
    var theirs =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("cm")
            .withNamespace(namespace)
            .endMetadata()
            .addToData("text", "theirs")
            .build();
    stage.client().resource(theirs).create();
    assertThatThrownBy(() -> install(ApplyMethod.SERVER_SIDE, Map.of()))
        .isInstanceOf(ActionException.class)
        .hasMessageContaining("cm");
    assertThat(data("cm")).containsEntry("text", "theirs");

    install(WAITING, ApplyMethod.SERVER_SIDE, true, CrdPolicy.CREATE, Map.of());
    assertThat(data("cm")).containsEntry("text", "one");
    assertThat(Objects.requireNonNull(configMap("cm")).getMetadata().getAnnotations())
        .containsEntry("meta.helm.sh/release-name", RELEASE);
  }

  @Test
  void treatsDefinitionsByTheirPolicy() throws Exception {
    String group = namespace + ".example.com";
    install(
        WAITING,
        ApplyMethod.SERVER_SIDE,
        false,
        CrdPolicy.SKIP,
        Map.of("crds/thing.yaml", definition(group, "first")));
    assertThat(definitionText(group)).isNull();

    upgrade(WAITING, CrdPolicy.CREATE, Map.of("crds/thing.yaml", definition(group, "first")));
    assertThat(definitionText(group)).isEqualTo("first");
    upgrade(WAITING, CrdPolicy.CREATE, Map.of("crds/thing.yaml", definition(group, "second")));
    assertThat(definitionText(group)).isEqualTo("first");
    upgrade(
        WAITING, CrdPolicy.CREATE_REPLACE, Map.of("crds/thing.yaml", definition(group, "second")));
    assertThat(definitionText(group)).isEqualTo("second");

    new UninstallAction(actions(), UninstallAction.Options.defaults()).run(RELEASE);
    assertThat(definitionText(group)).as("definitions outlive their release").isNotNull();
  }

  @Test
  void freesAReleaseThatWasLeftPending() throws Exception {
    Release release = install(ApplyMethod.SERVER_SIDE, Map.of());
    actions()
        .history()
        .create(release.withVersion(2).with(ReleaseStatus.PENDING_UPGRADE, "Preparing upgrade"), 3);
    assertThatThrownBy(() -> upgrade(Map.of("text", "two")))
        .isInstanceOfSatisfying(
            ActionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.STATE));

    assertThat(new UnlockAction(actions()).run(RELEASE)).isPresent();
    upgrade(Map.of("text", "three"));
    assertThat(history()).containsExactly("1 superseded", "2 failed", "3 deployed");
  }

  @Test
  void uninstallsButKeepsWhatAsksForIt() throws Exception {
    String kept =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: kept, annotations: {helm.sh/resource-policy: keep}}
        """;
    install(ApplyMethod.SERVER_SIDE, Map.of("templates/kept.yaml", kept));
    UninstallAction.Result result =
        new UninstallAction(actions(), UninstallAction.Options.defaults()).run(RELEASE);
    assertThat(result.kept()).extracting("name").containsExactly("kept");
    assertThat(configMap("kept")).isNotNull();
    assertThat(configMap("cm")).isNull();
    assertThat(history()).isEmpty();
  }

  /** The record is older than the cluster, which was upgraded and has lost a definition since. */
  @Test
  void uninstallsInTheVersionsThatAreLeftAndWithoutTheKindsThatAreGone() throws Exception {
    Release release = install(ApplyMethod.SERVER_SIDE, Map.of());
    String manifest =
        release.manifest().replace("apiVersion: apps/v1\n", "apiVersion: apps/v1beta1\n")
            + "---\napiVersion: %s.example.com/v1\nkind: Thing\nmetadata: {name: lost}\n"
                .formatted(namespace);
    actions().history().update(withManifest(release, manifest));

    UninstallAction.Result result =
        new UninstallAction(actions(), UninstallAction.Options.defaults()).run(RELEASE);

    assertThat(manifest).contains("apps/v1beta1");
    assertThat(stage.client().apps().deployments().inNamespace(namespace).list().getItems())
        .isEmpty();
    assertThat(configMap("cm")).isNull();
    assertThat(result.gone()).extracting("name").containsExactly("lost");
    assertThat(history()).isEmpty();
  }

  private static Release withManifest(Release release, String manifest) {
    return new Release(
        release.name(),
        release.namespace(),
        release.version(),
        release.info(),
        release.chart(),
        release.config(),
        manifest,
        release.hooks(),
        release.applyMethod(),
        release.labels());
  }

  /** What one run of a controller begins with: it knows nothing of earlier runs. */
  private ActionContext actions() {
    return stage.session(namespace).rendering(namespace, ReleaseSession.Checks.ALL);
  }

  private Release install(ApplyMethod method, Map<String, String> files) throws Exception {
    return install(WAITING, method, false, CrdPolicy.CREATE, files);
  }

  private Release install(
      ActionOptions action,
      ApplyMethod method,
      boolean takeOwnership,
      CrdPolicy crds,
      Map<String, String> files)
      throws Exception {
    var options = new InstallAction.Options(action, method, false, false, takeOwnership);
    return new InstallAction(actions(), options)
        .run(RELEASE, namespace, source(Map.of(), files).withCrds(crds));
  }

  private void upgrade(Map<String, Object> values) throws Exception {
    upgrade(WAITING, source(values, Map.of()));
  }

  private void upgrade(ActionOptions action, CrdPolicy crds, Map<String, String> files)
      throws Exception {
    upgrade(action, source(Map.of(), files).withCrds(crds));
  }

  private void upgrade(ActionOptions action, ChartSource source) throws Exception {
    var options =
        new UpgradeAction.Options(
            action, ApplyChoice.AS_BEFORE, false, false, false, OldValues.FORGET);
    new UpgradeAction(actions(), options).run(RELEASE, source);
  }

  private ChartSource source(Map<String, Object> values, Map<String, String> files)
      throws Exception {
    return ChartSource.of(ChartFiles.in(folder.resolve("app"), files).read(), values);
  }

  private List<String> history() throws Exception {
    return actions().history().of(RELEASE).stream()
        .map(release -> release.version() + " " + release.status().text())
        .toList();
  }

  private void addSidecar() {
    stage
        .client()
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName("web")
        .edit(
            live -> {
              live.getSpec()
                  .getTemplate()
                  .getSpec()
                  .getContainers()
                  .add(new ContainerBuilder().withName("sidecar").withImage("side").build());
              return live;
            });
  }

  private Deployment deployment() {
    return stage.client().apps().deployments().inNamespace(namespace).withName("web").get();
  }

  private @Nullable ConfigMap configMap(String name) {
    return stage.client().configMaps().inNamespace(namespace).withName(name).get();
  }

  private Map<String, String> data(String name) {
    return Objects.requireNonNull(configMap(name)).getData();
  }

  private @Nullable String definitionText(String group) {
    var definition =
        stage
            .client()
            .apiextensions()
            .v1()
            .customResourceDefinitions()
            .withName("things." + group)
            .get();
    return definition == null ? null : definition.getMetadata().getAnnotations().get("text");
  }

  private static String definition(String group, String text) {
    return """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: things.%1$s, annotations: {text: %2$s}}
    spec:
      group: %1$s
      names: {kind: Thing, plural: things}
      scope: Namespaced
      versions:
      - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
    """
        .formatted(group, text);
  }
}

package dev.millrace.controller.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.helm.action.ActionContext;
import dev.millrace.helm.action.ActionException;
import dev.millrace.helm.action.ActionOptions;
import dev.millrace.helm.action.ActionOptions.Wait;
import dev.millrace.helm.action.ApplyChoice;
import dev.millrace.helm.action.ChartSource;
import dev.millrace.helm.action.InstallAction;
import dev.millrace.helm.action.ReleaseCluster.Propagation;
import dev.millrace.helm.action.RollbackAction;
import dev.millrace.helm.action.TestAction;
import dev.millrace.helm.action.UninstallAction;
import dev.millrace.helm.action.UpgradeAction;
import dev.millrace.helm.action.UpgradeAction.OldValues;
import dev.millrace.helm.hook.HookEvent;
import dev.millrace.helm.hook.HookPhase;
import dev.millrace.helm.release.ApplyMethod;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Hooks of all events and policies, and names that are used again, on a real API server. */
@ExtendWith(ActionStage.Provider.class)
class HooksOnAClusterTest {
  private static final String RELEASE = "rel";
  private static final ActionOptions OPTIONS =
      new ActionOptions(Duration.ofMinutes(2), Wait.OBJECTS_AND_JOBS, true, 0, "");

  private final ActionStage stage;
  private final String namespace;

  @TempDir Path folder;
  private int charts;

  HooksOnAClusterTest(ActionStage stage) {
    this.stage = stage;
    this.namespace = stage.newNamespace();
  }

  @Test
  void runsTheHooksOfEachEventAtTheirTime() throws Exception {
    var hooks = new StringBuilder();
    for (HookEvent event : HookEvent.values()) {
      if (event != HookEvent.TEST) {
        hooks.append(configMapHook(event.text(), event.text(), ""));
      }
    }
    Map<String, String> files = Map.of("templates/events.yaml", hooks.toString());
    install(files, false);
    assertThat(eventsSoFar()).containsExactlyInAnyOrder("pre-install", "post-install");
    upgrade(files);
    assertThat(eventsSoFar()).contains("pre-upgrade", "post-upgrade").hasSize(4);
    new RollbackAction(
            actions(), new RollbackAction.Options(OPTIONS, ApplyChoice.AS_BEFORE, false, false))
        .run(RELEASE, 1);
    assertThat(eventsSoFar()).contains("pre-rollback", "post-rollback").hasSize(6);
    uninstall(false);
    assertThat(eventsSoFar()).contains("pre-delete", "post-delete").hasSize(8);
  }

  @Test
  void replacesTheObjectOfAnEarlierRun() throws Exception {
    Map<String, String> files =
        Map.of(
            "templates/again.yaml", configMapHook("again", "\"pre-install,pre-upgrade\"", ""),
            "templates/gone.yaml",
                configMapHook("gone", "pre-install", "helm.sh/hook-delete-policy: hook-succeeded"));
    install(files, false);
    String first = configMap("again").getMetadata().getUid();
    assertThat(configMaps()).doesNotContain("gone");
    upgrade(files);
    assertThat(configMap("again").getMetadata().getUid()).isNotEqualTo(first);
  }

  @Test
  void deletesFailedHooksOnlyIfTheyAskForIt() throws Exception {
    assertThatThrownBy(
            () -> install(Map.of("templates/bad.yaml", ChartFiles.failingHook("")), false))
        .isInstanceOf(ActionException.class);
    assertThat(pods()).contains("bad");
    String wish = "helm.sh/hook-delete-policy: \"before-hook-creation,hook-failed\"";
    assertThatThrownBy(
            () -> install(Map.of("templates/bad.yaml", ChartFiles.failingHook(wish)), true))
        .isInstanceOf(ActionException.class)
        .hasMessageContaining("bad");
    assertThat(pods()).doesNotContain("bad");
  }

  @Test
  void appliesHooksThatAnEarlierRunLeft() throws Exception {
    Map<String, String> files =
        Map.of(
            "templates/again.yaml",
            configMapHook(
                "again", "\"pre-install,pre-upgrade\"", "helm.sh/hook-delete-policy: hook-failed"));
    install(files, false);
    String first = configMap("again").getMetadata().getUid();
    upgrade(files);
    assertThat(configMap("again").getMetadata().getUid()).isEqualTo(first);
  }

  @Test
  void recordsWhoseLogsAreWanted() throws Exception {
    install(
        Map.of(
            "templates/logged.yaml",
            configMapHook(
                "logged",
                "pre-install",
                "helm.sh/hook-output-log-policy: \"hook-succeeded,hook-failed\"")),
        false);
    assertThat(actions().history().last(RELEASE).orElseThrow().hooks())
        .filteredOn(hook -> hook.name().equals("logged"))
        .singleElement()
        .satisfies(
            hook -> {
              assertThat(hook.outputLogPolicies()).containsExactly("hook-succeeded", "hook-failed");
              assertThat(hook.logsWanted(HookPhase.SUCCEEDED)).isTrue();
            });
  }

  @Test
  void runsNoHooksIfToldNotTo() throws Exception {
    Map<String, String> files =
        Map.of("templates/h.yaml", configMapHook("unwanted", "pre-install", ""));
    var options =
        new InstallAction.Options(
            OPTIONS.withHooks(false), ApplyMethod.SERVER_SIDE, false, false, false);
    new InstallAction(actions(), options).run(RELEASE, namespace, source(files));
    assertThat(configMaps()).contains("cm").doesNotContain("unwanted", "before");
    new TestAction(actions(), new TestAction.Options(Duration.ofMinutes(2), _ -> false))
        .run(RELEASE);
    assertThat(pods()).as("tests that are filtered out don't run").doesNotContain("check");
  }

  @Test
  void usesTheNameOfAFailedReleaseAgainIfToldTo() throws Exception {
    assertThatThrownBy(
            () -> install(Map.of("templates/bad.yaml", ChartFiles.failingHook("")), false))
        .isInstanceOf(ActionException.class);
    assertThatThrownBy(() -> install(Map.of(), false))
        .hasMessageContaining("cannot reuse a name that is still in use");
    install(Map.of(), true);
    assertThat(history()).containsExactly("1 superseded", "2 deployed");
    assertThatThrownBy(() -> install(Map.of(), true))
        .as("a release that is deployed is never replaced")
        .hasMessageContaining("cannot reuse a name that is still in use");
  }

  @Test
  void usesTheNameOfAnUninstalledReleaseAgainIfToldTo() throws Exception {
    install(Map.of(), false);
    uninstall(true);
    assertThat(history()).containsExactly("1 uninstalled");
    install(Map.of(), true);
    assertThat(history()).containsExactly("1 superseded", "2 deployed");
    assertThat(configMaps()).contains("cm");
  }

  private static String configMapHook(String name, String events, String annotation) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: %s
      labels: {kind: hook}
      annotations:
        helm.sh/hook: %s
        %s
    ---
    """
        .formatted(name, events, annotation);
  }

  private ActionContext actions() {
    return stage.session(namespace).rendering(namespace, ReleaseSession.Checks.ALL);
  }

  /** Each chart in a folder of its own: files of an earlier one would be among its files. */
  private ChartSource source(Map<String, String> files) throws Exception {
    Path chart = folder.resolve("chart-" + ++charts);
    return ChartSource.of(ChartFiles.in(chart, files).read(), Map.of());
  }

  private void install(Map<String, String> files, boolean replace) throws Exception {
    var options =
        new InstallAction.Options(OPTIONS, ApplyMethod.SERVER_SIDE, false, replace, false);
    new InstallAction(actions(), options).run(RELEASE, namespace, source(files));
  }

  private void upgrade(Map<String, String> files) throws Exception {
    var options =
        new UpgradeAction.Options(
            OPTIONS, ApplyChoice.AS_BEFORE, false, false, false, OldValues.FORGET);
    new UpgradeAction(actions(), options).run(RELEASE, source(files));
  }

  private void uninstall(boolean keepHistory) throws Exception {
    new UninstallAction(
            actions(), new UninstallAction.Options(OPTIONS, keepHistory, Propagation.BACKGROUND))
        .run(RELEASE);
  }

  private List<String> history() throws Exception {
    return actions().history().of(RELEASE).stream()
        .map(release -> release.version() + " " + release.status().text())
        .toList();
  }

  /** The hooks that left their objects. */
  private List<String> eventsSoFar() {
    return stage
        .client()
        .configMaps()
        .inNamespace(namespace)
        .withLabel("kind", "hook")
        .list()
        .getItems()
        .stream()
        .map(configMap -> configMap.getMetadata().getName())
        .toList();
  }

  private List<String> configMaps() {
    return stage.client().configMaps().inNamespace(namespace).list().getItems().stream()
        .map((ConfigMap configMap) -> configMap.getMetadata().getName())
        .toList();
  }

  private ConfigMap configMap(String name) {
    return stage.client().configMaps().inNamespace(namespace).withName(name).require();
  }

  private List<String> pods() {
    return stage.client().pods().inNamespace(namespace).list().getItems().stream()
        .map((Pod pod) -> pod.getMetadata().getName())
        .toList();
  }
}

package dev.millrace.helm.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.helm.action.UpgradeAction.OldValues;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.dependency.Charts;
import dev.millrace.helm.hook.Hook;
import dev.millrace.helm.hook.HookEvent;
import dev.millrace.helm.hook.HookPhase;
import dev.millrace.helm.release.ApplyMethod;
import dev.millrace.helm.render.ChartRenderer;
import dev.millrace.helm.render.KubeVersion;
import dev.millrace.helm.render.RenderOptions;
import dev.millrace.helm.storage.InMemoryReleaseStore;
import dev.millrace.helm.storage.ReleaseHistory;
import dev.millrace.helm.values.ValuesReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When hooks run, when their objects go, and when their logs are shown. */
class HookPoliciesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);

  private final HookCluster cluster = new HookCluster();
  private final ActionContext context =
      new ActionContext(
          cluster,
          new ReleaseHistory(new InMemoryReleaseStore(), CLOCK),
          new ChartRenderer(SprigEnvironment.isolated(CLOCK, new Random(1))),
          RenderOptions.offline(KubeVersion.parse("1.33.0").orElseThrow()),
          CLOCK);

  private static String hook(String name, String annotations) {
    return """
    apiVersion: v1
    kind: Pod
    metadata:
      name: %s
      annotations: {%s}
    ---
    """
        .formatted(name, annotations);
  }

  private static String everyEvent() {
    var hooks = new StringBuilder();
    for (HookEvent event : HookEvent.values()) {
      hooks.append(hook(event.text(), "helm.sh/hook: " + event.text()));
    }
    return hooks.toString();
  }

  private static Chart chart(String templates) {
    return Charts.of(Map.of("Chart.yaml", "name: app", "templates/hooks.yaml", templates));
  }

  private void install(String templates) throws ActionException {
    new InstallAction(context, InstallAction.Options.defaults())
        .run("rel", "ns", ChartSource.of(chart(templates), Map.of()));
  }

  private void upgrade(String templates) throws ActionException {
    var options =
        new UpgradeAction.Options(
            ActionOptions.defaults(), ApplyChoice.AS_BEFORE, false, false, true, OldValues.FORGET);
    new UpgradeAction(context, options).run("rel", ChartSource.of(chart(templates), Map.of()));
  }

  @Test
  void runsHooksAtTheirEventsAndNoOthers() throws Exception {
    install(everyEvent());
    assertThat(cluster.takeRuns()).containsExactly("pre-install", "post-install");
    upgrade(everyEvent());
    assertThat(cluster.takeRuns()).containsExactly("pre-upgrade", "post-upgrade");
    new TestAction(context, TestAction.Options.defaults()).run("rel");
    assertThat(cluster.takeRuns()).containsExactly("test");
    var options =
        new RollbackAction.Options(ActionOptions.defaults(), ApplyChoice.AS_BEFORE, false, false);
    new RollbackAction(context, options).run("rel", 1);
    assertThat(cluster.takeRuns()).containsExactly("pre-rollback", "post-rollback");
    new UninstallAction(context, UninstallAction.Options.defaults()).run("rel");
    assertThat(cluster.takeRuns()).containsExactly("pre-delete", "post-delete");
  }

  @Test
  void showsLogsOfTheResultsThatTheyAreWantedFor() throws Exception {
    String logged = "helm.sh/hook: pre-install, helm.sh/hook-output-log-policy: ";
    install(
        hook("good", logged + "hook-succeeded")
            + hook("quiet", "helm.sh/hook: pre-install")
            + hook("other", logged + "hook-failed"));
    assertThat(cluster.logs).containsExactly("good SUCCEEDED");

    cluster.failing.add("bad");
    assertThatThrownBy(
            () ->
                upgrade(
                    hook(
                        "bad",
                        "helm.sh/hook: pre-upgrade, helm.sh/hook-output-log-policy: "
                            + "\"hook-succeeded,hook-failed\"")))
        .isInstanceOf(ActionException.class);
    assertThat(cluster.logs).containsExactly("good SUCCEEDED", "bad FAILED");
  }

  @Test
  void showsLogsBeforeTheObjectsGo() throws Exception {
    install(
        hook(
            "good",
            "helm.sh/hook: pre-install, helm.sh/hook-output-log-policy: hook-succeeded,"
                + " helm.sh/hook-delete-policy: hook-succeeded"));
    assertThat(cluster.requests()).containsSubsequence("hook Pod/good", "delete Pod/good");
    assertThat(cluster.deletedWhenShown).isFalse();
  }

  @Test
  void deletesFailedHooksOnlyIfTheyAskForIt() {
    cluster.failing.add("bad");
    String policy = ", helm.sh/hook-delete-policy: ";
    assertThatThrownBy(
            () ->
                install(
                    hook("early", "helm.sh/hook: pre-install" + policy + "hook-succeeded")
                        + hook(
                            "bad",
                            "helm.sh/hook: pre-install, helm.sh/hook-weight: \"1\""
                                + policy
                                + "hook-failed")))
        .isInstanceOf(ActionException.class);
    assertThat(cluster.requests()).endsWith("delete Pod/bad", "delete Pod/early");
  }

  @Test
  void deletesNothingThatItCouldNotCreate() throws Exception {
    var options =
        new InstallAction.Options(
            ActionOptions.defaults(), ApplyMethod.CLIENT_SIDE, false, false, true);
    cluster.put(
        ValuesReader.read("{apiVersion: v1, kind: Pod, metadata: {name: theirs, namespace: ns}}"));
    String hook =
        hook("theirs", "helm.sh/hook: pre-install, helm.sh/hook-delete-policy: hook-failed");
    assertThatThrownBy(
            () ->
                new InstallAction(context, options)
                    .run("rel", "ns", ChartSource.of(chart(hook), Map.of())))
        .isInstanceOf(ActionException.class)
        .hasMessageContaining("already exists");
    assertThat(cluster.requests()).isEmpty();
  }

  @Test
  void appliesOnTheServerWhatAnEarlierRunLeft() throws Exception {
    String hook =
        hook(
            "again",
            "helm.sh/hook: \"pre-install,pre-upgrade\", helm.sh/hook-delete-policy: hook-failed");
    install(hook);
    upgrade(hook);
    assertThat(cluster.requests())
        .containsSubsequence("create Pod/again", "apply Pod/again")
        .doesNotContain("delete Pod/again");
  }

  @Test
  void replacesTheObjectOfAnEarlierRun() throws Exception {
    String hook = hook("again", "helm.sh/hook: \"pre-install,pre-upgrade\"");
    install(hook);
    upgrade(hook);
    assertThat(cluster.requests())
        .containsSubsequence("create Pod/again", "delete Pod/again", "create Pod/again");
  }

  /** Remembers which hooks ran and whose logs were shown. */
  private static final class HookCluster extends InMemoryCluster {
    private final Set<String> failing = new HashSet<>();
    private final List<String> runs = new ArrayList<>();
    private final List<String> logs = new ArrayList<>();
    private boolean deletedWhenShown = true;

    List<String> takeRuns() {
      List<String> taken = List.copyOf(runs);
      runs.clear();
      return taken;
    }

    @Override
    public void awaitHook(Map<String, Object> object, Duration timeout) throws ClusterException {
      super.awaitHook(object, timeout);
      String name = ObjectRef.of(object).name();
      runs.add(name);
      if (failing.contains(name)) {
        throw new ClusterException("the Pod " + name + " failed");
      }
    }

    @Override
    public void showLogs(Hook hook, ObjectRef ref, HookPhase result) {
      deletedWhenShown = requests().contains("delete " + ref.kind() + "/" + ref.name());
      logs.add(ref.name() + " " + result);
    }
  }
}

package dev.millrace.controller.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.helm.action.ActionContext;
import dev.millrace.helm.action.ActionOptions;
import dev.millrace.helm.action.ActionOptions.Wait;
import dev.millrace.helm.action.ApplyChoice;
import dev.millrace.helm.action.ChartSource;
import dev.millrace.helm.action.InstallAction;
import dev.millrace.helm.action.RollbackAction;
import dev.millrace.helm.action.UninstallAction;
import dev.millrace.helm.action.UpgradeAction;
import dev.millrace.helm.action.UpgradeAction.OldValues;
import dev.millrace.helm.release.ApplyMethod;
import dev.millrace.helm.release.Release;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Releases go from hand to hand between Helm's command and ours: listed, compared, upgraded, rolled
 * back and uninstalled by the other. Runs where Helm's command can be found.
 */
@ExtendWith(ActionStage.Provider.class)
class HelmWitnessTest {
  private static final String RELEASE = "rel";
  private static final ActionOptions OPTIONS =
      new ActionOptions(Duration.ofMinutes(1), Wait.OBJECTS, true, 10, "");

  private final ActionStage stage;

  @TempDir Path folder;

  HelmWitnessTest(ActionStage stage) {
    this.stage = stage;
  }

  @BeforeAll
  static void expectAWitness() {
    boolean any =
        System.getenv(HelmCommand.variable(3)) != null
            || System.getenv(HelmCommand.variable(4)) != null;
    assumeTrue(any, "no Helm command: set MILLRACE_HELM3 or MILLRACE_HELM4 to run this");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void helmTakesOverOurReleases(int major) throws Exception {
    Scene scene = scene(major);
    Release first = scene.install("one");

    assertThat(scene.helm.onlyRelease())
        .extracting("name", "revision", "status", "chart")
        .containsExactly(RELEASE, "1", "deployed", "app-1.0.0");
    assertThat(scene.helm.run("get", "manifest", RELEASE).strip())
        .isEqualTo(first.manifest().strip());
    assertThat(scene.helm.run("get", "values", RELEASE, "-o", "json").strip())
        .isEqualTo("{\"text\":\"one\"}");
    assertThat(scene.helm.run("get", "hooks", RELEASE)).contains("name: migrate");

    scene.helm.run(
        "upgrade",
        RELEASE,
        scene.chart.folder(),
        "--set",
        "text=two",
        "--wait",
        scene.takeFields());
    assertThat(scene.text()).isEqualTo("two");
    scene.helm.run("rollback", RELEASE, 1, "--wait", scene.takeFields());
    assertThat(scene.text()).isEqualTo("one");
    assertThat(scene.ourHistory()).containsExactly("1 superseded", "2 superseded", "3 deployed");

    scene.upgrade("four", true);
    assertThat(scene.helm.history(RELEASE))
        .containsExactly("1 superseded", "2 superseded", "3 superseded", "4 deployed");
    assertThat(scene.configMap("extra")).isNotNull();
    scene.helm.run("uninstall", RELEASE);
    assertThat(scene.configMap("cm")).isNull();
    assertThat(scene.configMap("extra")).isNull();
    assertThat(scene.ourHistory()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void weTakeOverHelmsReleases(int major) throws Exception {
    Scene scene = scene(major);
    scene.helm.run("install", RELEASE, scene.chart.folder(), "--set", "text=one", "--wait");
    Release theirs = scene.actions().history().last(RELEASE).orElseThrow();
    assertThat(theirs.config()).isEqualTo(Map.of("text", "one"));
    assertThat(theirs.applyMethod())
        .isEqualTo(major == 3 ? ApplyMethod.UNRECORDED : ApplyMethod.SERVER_SIDE);

    Release second = scene.upgrade("two", true);
    assertThat(scene.text()).isEqualTo("two");
    assertThat(scene.helm.run("get", "manifest", RELEASE).strip())
        .isEqualTo(second.manifest().strip());
    new RollbackAction(
            scene.actions(),
            new RollbackAction.Options(OPTIONS, ApplyChoice.AS_BEFORE, false, false))
        .run(RELEASE, 1);
    assertThat(scene.text()).isEqualTo("one");
    assertThat(scene.configMap("extra")).isNull();
    assertThat(scene.helm.history(RELEASE))
        .containsExactly("1 superseded", "2 superseded", "3 deployed");
    assertThat(scene.helm.run("get", "manifest", RELEASE))
        .isEqualTo(scene.helm.run("get", "manifest", RELEASE, "--revision", 1));

    scene.helm.run("test", RELEASE);
    new UninstallAction(scene.actions(), UninstallAction.Options.defaults()).run(RELEASE);
    assertThat(scene.helm.run("list", "-o", "json").strip()).isEqualTo("[]");
    assertThat(scene.configMap("cm")).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void helmRecordsWhatWeRecord(int major) throws Exception {
    Scene ours = scene(major);
    ours.install("one");
    Scene theirs = scene(major);
    theirs.helm.run("install", RELEASE, theirs.chart.folder(), "--set", "text=one", "--wait");

    Release we = ours.actions().history().last(RELEASE).orElseThrow();
    Release they = theirs.actions().history().last(RELEASE).orElseThrow();
    assertThat(lines(we.manifest())).isEqualTo(lines(they.manifest()));
    assertThat(we.config()).isEqualTo(they.config());
    assertThat(we.info().notes()).isEqualTo(they.info().notes());
    assertThat(we.info().description()).isEqualTo(they.info().description());
    assertThat(we.hooks()).hasSameSizeAs(they.hooks());
    for (int i = 0; i < we.hooks().size(); i++) {
      assertThat(we.hooks().get(i).name()).isEqualTo(they.hooks().get(i).name());
      assertThat(lines(we.hooks().get(i).manifest()))
          .isEqualTo(lines(they.hooks().get(i).manifest()));
      assertThat(we.hooks().get(i).events()).isEqualTo(they.hooks().get(i).events());
      assertThat(we.hooks().get(i).lastRun().phase())
          .isEqualTo(they.hooks().get(i).lastRun().phase());
    }
  }

  /** Helm 3 cuts off what is blank at the end of a document, Helm 4 and we keep it. */
  private static List<String> lines(String manifest) {
    return manifest.lines().filter(line -> !line.isBlank()).toList();
  }

  private Scene scene(int major) throws Exception {
    String namespace = stage.newNamespace();
    Path home = Files.createTempDirectory(folder, "helm");
    var helm = HelmCommand.find(major, stage.kubeconfig(), home, namespace);
    assumeTrue(helm.isPresent(), HelmCommand.variable(major) + " is not set");
    ApplyMethod method = major == 3 ? ApplyMethod.CLIENT_SIDE : ApplyMethod.SERVER_SIDE;
    ChartFiles chart = ChartFiles.in(home.resolve("app"), Map.of());
    return new Scene(stage, namespace, helm.orElseThrow(), chart, method);
  }

  private record Scene(
      ActionStage stage, String namespace, HelmCommand helm, ChartFiles chart, ApplyMethod method) {

    /** Helm 4 has to be told that it may write fields which another manager set. */
    String takeFields() {
      return method == ApplyMethod.SERVER_SIDE ? "--force-conflicts" : "--debug";
    }

    /** What one run of a controller begins with: it knows nothing of what others did before. */
    ActionContext actions() {
      return stage.session(namespace).rendering(namespace, ReleaseSession.Checks.ALL);
    }

    Release install(String text) throws Exception {
      var options = new InstallAction.Options(OPTIONS, method, false, false, false);
      return new InstallAction(actions(), options)
          .run(RELEASE, namespace, ChartSource.of(chart.read(), Map.of("text", text)));
    }

    Release upgrade(String text, boolean extra) throws Exception {
      var options =
          new UpgradeAction.Options(
              OPTIONS, ApplyChoice.AS_BEFORE, false, false, false, OldValues.FORGET);
      return new UpgradeAction(actions(), options)
          .run(RELEASE, ChartSource.of(chart.read(), Map.of("text", text, "extra", extra)));
    }

    List<String> ourHistory() throws Exception {
      return actions().history().of(RELEASE).stream()
          .map(release -> release.version() + " " + release.status().text())
          .toList();
    }

    @Nullable ConfigMap configMap(String name) {
      return stage.client().configMaps().inNamespace(namespace).withName(name).get();
    }

    String text() {
      ConfigMap map = Objects.requireNonNull(configMap("cm"));
      return String.valueOf(map.getData().get("text"));
    }
  }
}

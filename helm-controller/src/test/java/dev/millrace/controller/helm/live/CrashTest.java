package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.controller.helm.config.DyingController;
import dev.millrace.runtime.reconcile.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The controller is killed before every request that changes something and after the last one; the
 * next controller ends where an undisturbed one ends. A death after a request was answered leaves
 * the cluster as a death before the next request does, so each of these points is tried once.
 */
@OnStage
class CrashTest {
  private static final int MAX_RUNS = 12;
  private static final int DEATHS_AT_ONCE = 8;

  private Stage stage;

  @BeforeEach
  void open(Stage stage) {
    this.stage = stage;
  }

  /**
   * What is in the cluster in the end: no lock, one deployed revision, and none twice.
   *
   * @param conditions the status of each condition that does not depend on how often was tried
   * @param truthful whether Released, if it holds, names the revision that is deployed
   * @param revisions the states of each release, without those that failed
   */
  record End(
      Map<String, String> conditions,
      boolean truthful,
      Map<String, List<String>> revisions,
      Map<String, Map<String, String>> settings,
      boolean exists) {}

  /**
   * What happens.
   *
   * @param prepare before there is the controller that may die
   * @param begin what that one is then to do
   */
  private record Play(Consumer<Scene> prepare, Consumer<Scene> begin) {}

  @Test
  void goesOnWithAnInstall() throws Exception {
    survives(
        scene -> scene.chart("1.0.0", Charts.config()),
        scene -> scene.release("app", "suspend: false\nvalues: {color: green}"));
  }

  @Test
  void goesOnWithAnUpgrade() throws Exception {
    survives(
        scene -> {
          scene.chart("1.0.0", Charts.config());
          scene.release("app", "values: {color: green}");
          settle(scene);
        },
        scene -> scene.release("app", "values: {color: red}\ncommonMetadata: {labels: {a: b}}"));
  }

  @Test
  void goesOnWithARollback() throws Exception {
    survives(
        scene -> {
          scene.chart("1.0.0", Charts.config());
          scene.release("app", "values: {color: green}");
          settle(scene);
        },
        scene -> {
          scene.chart(
              "1.1.0",
              Charts.with(
                  Charts.config(), "templates/x.yaml", Charts.hook("x", "post-upgrade", false)));
          scene.release(
              "app",
              "values: {color: green}\n"
                  + "upgrade: {remediation: {retries: 0, remediateLastFailure: true}}");
        });
  }

  @Test
  void goesOnWithTests() throws Exception {
    survives(
        scene ->
            scene.chart(
                "1.0.0",
                Charts.with(Charts.config(), "templates/t.yaml", Charts.hook("t", "test", true))),
        scene -> scene.release("app", "test: {enable: true}"));
  }

  @Test
  void goesOnWithAnUninstall() throws Exception {
    survives(
        scene -> {
          scene.chart(
              "1.0.0",
              Charts.with(
                  Charts.config(),
                  "templates/x.yaml",
                  Charts.hook("x", "pre-delete,post-delete", true)));
          scene.release("app", "");
          settle(scene);
          scene.release("app", "values: {color: red}");
          settle(scene);
        },
        scene ->
            scene
                .client()
                .resources(HelmRelease.class)
                .inNamespace(scene.namespace())
                .withName("app")
                .delete());
  }

  @Test
  void goesOnWithAMoveToAnotherName() throws Exception {
    survives(
        scene -> {
          scene.chart("1.0.0", Charts.config());
          scene.release("app", "values: {color: green}");
          settle(scene);
        },
        scene -> scene.release("app", "releaseName: other\nvalues: {color: green}"));
  }

  @Test
  void goesOnWithTheRemovalOfAFailedInstall() throws Exception {
    survives(
        scene ->
            scene.chart(
                "1.0.0",
                Charts.with(
                    Charts.config(),
                    "templates/x.yaml",
                    Charts.hook("x", "post-install,post-upgrade", false))),
        scene ->
            scene.release(
                "app",
                """
                install: {remediation: {remediateLastFailure: true}}
                upgrade: {remediation: {remediateLastFailure: true, strategy: uninstall}}
                """));
  }

  @Test
  void goesOnWithDefinitionsNamespaceAndHooks() throws Exception {
    survives(
        scene -> {
          Map<String, String> chart =
              Charts.with(
                  Charts.config(),
                  "templates/x.yaml",
                  Charts.hook("x", "pre-install,post-install", true));
          scene.chart(
              "1.0.0",
              Charts.with(chart, "crds/x.yaml", Charts.definition(scene, "wrecks", "any")));
        },
        scene ->
            scene.release(
                "app",
                "releaseName: app\ninstall: {createNamespace: true}\ntargetNamespace: NAMESPACE-x"));
  }

  private void survives(Consumer<Scene> prepare, Consumer<Scene> begin) throws Exception {
    Play play = new Play(prepare, begin);
    Scene undisturbed = scene(play);
    int writes = run(undisturbed, 0, false).writes();
    settle(undisturbed);
    End expected = end(undisturbed);
    assertThat(writes).isGreaterThan(3);
    assertThat(differences(play, writes, expected)).as("differ from %s", expected).isEmpty();
  }

  /** Each death has a namespace of its own, so several controllers may die at the same time. */
  private List<String> differences(Play play, int writes, End expected) throws Exception {
    List<Callable<Optional<String>>> deaths = new ArrayList<>();
    for (int i = 1; i <= writes; i++) {
      int fatal = i;
      deaths.add(() -> difference(play, fatal, false, expected));
    }
    deaths.add(() -> difference(play, writes, true, expected));
    List<String> differences = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(DEATHS_AT_ONCE)) {
      for (Future<Optional<String>> death : threads.invokeAll(deaths)) {
        death.get().ifPresent(differences::add);
      }
    }
    return differences;
  }

  private Optional<String> difference(Play play, int fatal, boolean answered, End expected)
      throws Exception {
    Scene scene = scene(play);
    DyingController dead = run(scene, fatal, answered);
    settle(scene);
    End end = end(scene);
    String point = (answered ? "after write " : "before write ") + fatal;
    if (!dead.isDead()) {
      return Optional.of(point + ": nobody died");
    }
    return end.equals(expected) ? Optional.empty() : Optional.of(point + ": " + end);
  }

  private Scene scene(Play play) {
    Scene scene = stage.unattendedScene();
    play.prepare().accept(scene);
    play.begin().accept(scene);
    return scene;
  }

  private DyingController run(Scene scene, int fatal, boolean answered) throws Exception {
    try (DyingController controller = controller(scene, fatal, answered)) {
      controller.reconcile();
      return controller;
    } catch (RuntimeException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs until nothing is left to do. */
  private void settle(Scene scene) {
    try (DyingController controller = controller(scene, 0, false)) {
      for (int i = 0; i < MAX_RUNS; i++) {
        controller.reconcile();
        Optional<HelmRelease> object = object(scene);
        if (object.isEmpty() || isSettled(object.get())) {
          return;
        }
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isSettled(HelmRelease object) {
    return object.status().observedGeneration() == object.getMetadata().getGeneration()
        && object.status().conditions().stream()
            .anyMatch(
                each ->
                    (each.type().equals("Ready") || each.type().equals("Stalled")) && each.holds());
  }

  private DyingController controller(Scene scene, int fatal, boolean answered) {
    return new DyingController(
        stage.cluster().client(),
        new ObjectKey("HelmRelease", scene.namespace(), "app"),
        fatal,
        answered);
  }

  private static End end(Scene scene) {
    Map<String, List<String>> revisions = new TreeMap<>();
    Map<String, Map<String, String>> settings = new TreeMap<>();
    for (String release : List.of("app", "other")) {
      revisions.put(release, lasting(scene.revisions(release)));
      settings.put(release, scene.configMap(release + "-settings"));
      settings.put(
          release + " elsewhere", scene.configMap(scene.namespace() + "-x", release + "-settings"));
    }
    return new End(
        conditions(scene), isTruthful(scene), revisions, settings, object(scene).isPresent());
  }

  private static Map<String, String> conditions(Scene scene) {
    Map<String, String> statuses = new TreeMap<>();
    for (String type : List.of("Ready", "Released", "Remediated", "Stalled", "TestSuccess")) {
      condition(scene, type).ifPresent(each -> statuses.put(type, each.status()));
    }
    return statuses;
  }

  private static boolean isTruthful(Scene scene) {
    Optional<Condition> released = condition(scene, "Released").filter(Condition::holds);
    return released.isEmpty()
        || scene.revisions(releaseName(scene)).stream()
            .filter(each -> each.endsWith(" deployed"))
            .allMatch(
                each ->
                    released
                        .get()
                        .message()
                        .contains(".v" + each.substring(0, each.indexOf(' ')) + " with chart"));
  }

  private static String releaseName(Scene scene) {
    return object(scene)
        .map(each -> Objects.requireNonNullElse(each.spec().releaseName(), "app"))
        .orElseThrow();
  }

  private static Optional<Condition> condition(Scene scene, String type) {
    return object(scene).flatMap(each -> Conditions.find(each.status().conditions(), type));
  }

  private static List<String> lasting(List<String> revisions) {
    return revisions.stream()
        .map(each -> each.substring(each.indexOf(' ') + 1))
        .filter(each -> !each.equals("failed"))
        .toList();
  }

  private static Optional<HelmRelease> object(Scene scene) {
    return Optional.ofNullable(
        scene
            .client()
            .resources(HelmRelease.class)
            .inNamespace(scene.namespace())
            .withName("app")
            .get());
  }
}

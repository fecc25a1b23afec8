package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.meta.Condition;
import dev.millrace.controller.helm.config.DyingController;
import dev.millrace.runtime.reconcile.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The controller is killed at every request that changes something, before and after the server did
 * what it asks for; the next one ends where an undisturbed one ends.
 */
@OnStage
class CrashTest {
  private static final int MAX_RUNS = 12;

  private Stage stage;

  @BeforeEach
  void open(Stage stage) {
    this.stage = stage;
  }

  /**
   * What is in the cluster in the end: no lock, one deployed revision, and none twice.
   *
   * @param revisions their states, without those that failed
   */
  record End(String ready, List<String> revisions, Map<String, String> settings, boolean exists) {}

  /** What is done before the controller that may die, and what that one is then to do. */
  interface Play {
    void prepare(Scene scene);

    void begin(Scene scene);
  }

  @Test
  void goesOnWithAnInstall() throws Exception {
    survives(
        new Play() {
          @Override
          public void prepare(Scene scene) {
            scene.chart("1.0.0", Charts.config());
          }

          @Override
          public void begin(Scene scene) {
            scene.release("app", "suspend: false\nvalues: {color: green}");
          }
        });
  }

  @Test
  void goesOnWithAnUpgrade() throws Exception {
    survives(
        new Play() {
          @Override
          public void prepare(Scene scene) {
            scene.chart("1.0.0", Charts.config());
            scene.release("app", "values: {color: green}");
            settle(scene);
          }

          @Override
          public void begin(Scene scene) {
            scene.release("app", "values: {color: red}\ncommonMetadata: {labels: {a: b}}");
          }
        });
  }

  @Test
  void goesOnWithARollback() throws Exception {
    survives(
        new Play() {
          @Override
          public void prepare(Scene scene) {
            scene.chart("1.0.0", Charts.config());
            scene.release("app", "values: {color: green}");
            settle(scene);
          }

          @Override
          public void begin(Scene scene) {
            scene.chart(
                "1.1.0",
                Charts.with(
                    Charts.config(), "templates/x.yaml", Charts.hook("x", "post-upgrade", false)));
            scene.release(
                "app",
                "values: {color: green}\n"
                    + "upgrade: {remediation: {retries: 0, remediateLastFailure: true}}");
          }
        });
  }

  @Test
  void goesOnWithTests() throws Exception {
    survives(
        new Play() {
          @Override
          public void prepare(Scene scene) {
            scene.chart(
                "1.0.0",
                Charts.with(Charts.config(), "templates/t.yaml", Charts.hook("t", "test", true)));
          }

          @Override
          public void begin(Scene scene) {
            scene.release("app", "test: {enable: true}");
          }
        });
  }

  @Test
  void goesOnWithAnUninstall() throws Exception {
    survives(
        new Play() {
          @Override
          public void prepare(Scene scene) {
            scene.chart("1.0.0", Charts.config());
            scene.release("app", "");
            settle(scene);
            scene.release("app", "values: {color: red}");
            settle(scene);
          }

          @Override
          public void begin(Scene scene) {
            scene
                .client()
                .resources(HelmRelease.class)
                .inNamespace(scene.namespace())
                .withName("app")
                .delete();
          }
        });
  }

  private void survives(Play play) throws Exception {
    Scene undisturbed = stage.unattendedScene();
    play.prepare(undisturbed);
    play.begin(undisturbed);
    int writes = run(undisturbed, 0, false).writes();
    settle(undisturbed);
    End expected = end(undisturbed);
    assertThat(writes).isGreaterThan(3);
    List<String> differences = new ArrayList<>();
    for (int fatal = 1; fatal <= writes; fatal++) {
      for (boolean answered : new boolean[] {false, true}) {
        Scene scene = stage.unattendedScene();
        play.prepare(scene);
        play.begin(scene);
        DyingController dead = run(scene, fatal, answered);
        settle(scene);
        End end = end(scene);
        if (!dead.isDead() || !end.equals(expected)) {
          differences.add(
              "write %d of %d, %s: %s"
                  .formatted(fatal, writes, answered ? "answered" : "not sent", end));
        }
      }
    }
    assertThat(differences).as("differ from %s", expected).isEmpty();
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
        stage.cluster().client().getConfiguration(),
        new ObjectKey("HelmRelease", scene.namespace(), "app"),
        fatal,
        answered);
  }

  private static End end(Scene scene) {
    List<String> revisions =
        scene.revisions("app").stream()
            .map(each -> each.substring(each.indexOf(' ') + 1))
            .filter(each -> !each.equals("failed"))
            .toList();
    String ready = object(scene).flatMap(Scene::ready).map(Condition::status).orElse("gone");
    return new End(ready, revisions, scene.configMap("app-settings"), object(scene).isPresent());
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

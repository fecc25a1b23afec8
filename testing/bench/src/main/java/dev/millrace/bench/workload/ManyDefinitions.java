package dev.millrace.bench.workload;

import dev.millrace.bench.process.ControllerSetup;
import dev.millrace.bench.state.Must;
import dev.millrace.bench.suite.Scene;
import dev.millrace.bench.suite.Step;
import dev.millrace.bench.suite.Workload;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.List;

/** W3: the same work before and after many definitions that nobody uses. */
final class ManyDefinitions implements Workload {
  private static final int APPS = 50;

  private final int definitions;

  ManyDefinitions(int definitions) {
    this.definitions = definitions;
  }

  @Override
  public List<ControllerSetup> controllers() {
    return Suites.both();
  }

  @Override
  public void prepare(Scene scene) {}

  @Override
  public List<Step> phases(Scene scene) {
    OciFleet apps = OciFleet.of(scene, "apps", APPS, "1h");
    HelmFleet releases = HelmFleet.of(scene, "releases", APPS);
    Must must = Must.BE_READY.have(APPS, "Kustomization").have(APPS, "HelmRelease");
    return List.of(
        Step.of("install", 2 * APPS, () -> install(apps, releases), must),
        Step.of("restart, all compared", 2 * APPS, () -> compare(scene, apps, releases), must),
        Step.of("%d definitions appear".formatted(definitions), 1, () -> define(scene), must),
        Step.of(
            "restart beside %d definitions, all compared".formatted(definitions),
            2 * APPS,
            () -> compare(scene, apps, releases),
            must));
  }

  private static void install(OciFleet apps, HelmFleet releases) throws Exception {
    apps.install();
    releases.install();
  }

  private static void compare(Scene scene, OciFleet apps, HelmFleet releases) throws Exception {
    scene.stage().stopControllers();
    scene.stage().startControllers();
    apps.request();
    releases.request();
  }

  private void define(Scene scene) throws Exception {
    scene.forEach(definitions, number -> Definitions.add(scene, "extra%d".formatted(number)));
    for (CustomResourceDefinition each :
        scene.client().apiextensions().v1().customResourceDefinitions().list().getItems()) {
      Definitions.awaitServed(scene, each.getMetadata().getName());
    }
  }
}

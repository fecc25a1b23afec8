package dev.millrace.bench.workload;

import dev.millrace.bench.state.Must;
import dev.millrace.bench.suite.Scene;
import dev.millrace.bench.suite.Step;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** W13: objects that somebody else changes, at first one of a hundred, then all Services. */
final class Drift implements KustomizationWorkload {
  private final int count;

  Drift(int count) {
    this.count = count;
  }

  @Override
  public List<Step> phases(Scene scene) {
    OciFleet fleet = OciFleet.of(scene, "apps", count, "1m");
    int few = Math.clamp(count * PodinfoFiles.OBJECTS / 100, 1, count);
    Must must = fleet.must(1).with("Service", "spec/sessionAffinity", "None");
    return List.of(
        Step.of("install", count, fleet::install, must),
        Step.of(
            "drift of %d of %d objects".formatted(few, count * PodinfoFiles.OBJECTS),
            few,
            () -> drift(scene, fleet, few),
            must),
        Step.of("drift of all Services", count, () -> drift(scene, fleet, count), must));
  }

  private static void drift(Scene scene, OciFleet fleet, int changes) throws Exception {
    Latencies latencies = new Latencies();
    Set<String> drifted = ConcurrentHashMap.newKeySet();
    scene.until(
        Service.class,
        fleet.namespace(),
        changes,
        each -> isReverted(each, drifted) && latencies.ended(each.getMetadata().getName()),
        () ->
            scene.forEach(
                changes,
                number -> {
                  String name = OciFleet.name(number) + "-podinfo";
                  latencies.began(name);
                  scene.merge(
                      Service.class,
                      fleet.namespace(),
                      name,
                      "{\"spec\":{\"sessionAffinity\":\"ClientIP\"}}");
                }));
    scene.note("from change to revert", latencies.percentiles());
  }

  private static boolean isReverted(Service service, Set<String> drifted) {
    if (service.getSpec().getSessionAffinity().equals("ClientIP")) {
      drifted.add(service.getMetadata().getName());
      return false;
    }
    return drifted.contains(service.getMetadata().getName());
  }
}

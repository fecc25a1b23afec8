package dev.millrace.bench.workload;

import dev.millrace.bench.process.ControllerSetup;
import dev.millrace.bench.suite.Scene;
import dev.millrace.bench.suite.Workload;
import java.util.List;

/** Work for source- and kustomize-controller, which are warm when it begins. */
interface KustomizationWorkload extends Workload {
  @Override
  default List<ControllerSetup> controllers() {
    return Suites.kustomizations();
  }

  @Override
  default void prepare(Scene scene) throws Exception {
    OciFleet.warmUp(scene);
  }
}

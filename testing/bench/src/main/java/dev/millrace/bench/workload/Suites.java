package dev.millrace.bench.workload;

import dev.millrace.bench.process.ControllerSetup;
import java.util.List;

/** The controllers of workloads, with as many runs at a time as flux-benchmark gives them. */
final class Suites {
  private static final ControllerSetup SOURCES =
      ControllerSetup.of("source-controller", "--concurrent=10");
  private static final ControllerSetup KUSTOMIZATIONS =
      ControllerSetup.of("kustomize-controller", "--concurrent=20");
  private static final ControllerSetup RELEASES =
      ControllerSetup.of("helm-controller", "--concurrent=10");

  private Suites() {}

  static List<ControllerSetup> kustomizations() {
    return List.of(SOURCES, KUSTOMIZATIONS);
  }

  static List<ControllerSetup> releases() {
    return List.of(SOURCES, RELEASES);
  }

  static List<ControllerSetup> both() {
    return List.of(SOURCES, KUSTOMIZATIONS, RELEASES);
  }
}

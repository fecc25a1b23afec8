package dev.millrace.e2e.load;

import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.process.ControllerProcess;
import dev.millrace.e2e.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What scans images and commits: our controller, or the two of Flux where {@code FLUX_BIN} names a
 * folder that holds them.
 */
record ImageControllers(String name, List<ControllerProcess> processes) implements AutoCloseable {
  private static final List<String> FLUX =
      List.of("image-reflector-controller", "image-automation-controller");

  /** Starts one after the other and gives them away; ours come first. */
  enum Arm {
    MILLRACE,
    FLUX;

    /** Those that are there. */
    static List<Arm> available() {
      return fluxPrograms().stream().allMatch(Files::isExecutable) && !fluxPrograms().isEmpty()
          ? List.of(MILLRACE, FLUX)
          : List.of(MILLRACE);
    }
  }

  static ImageControllers start(Arm arm, Path kubeconfig, Path folder) throws InterruptedException {
    List<ControllerProcess> processes = new ArrayList<>();
    switch (arm) {
      case MILLRACE ->
          processes.add(
              ControllerProcess.start(
                  Controller.IMAGE_AUTOMATION, kubeconfig, folder, Ports.free(), flags(folder)));
      case FLUX -> {
        processes.add(
            ControllerProcess.startBinary(
                fluxPrograms().getFirst(), kubeconfig, folder, Ports.free(), flags(folder)));
        processes.add(
            ControllerProcess.startBinary(
                fluxPrograms().getLast(),
                kubeconfig,
                folder,
                Ports.free(),
                List.of(metricsFlag())));
      }
    }
    ImageControllers controllers = new ImageControllers(arm.name(), processes);
    for (ControllerProcess each : processes) {
      each.awaitReady();
    }
    return controllers;
  }

  Usage usage() {
    return Usage.of(processes);
  }

  @Override
  public void close() {
    processes.forEach(ControllerProcess::close);
  }

  private static List<String> flags(Path folder) {
    return List.of(metricsFlag(), "--storage-path=" + folder);
  }

  private static String metricsFlag() {
    return "--metrics-addr=127.0.0.1:" + Ports.free();
  }

  private static List<Path> fluxPrograms() {
    String folder = System.getenv("FLUX_BIN");
    return folder == null || folder.isBlank()
        ? List.of()
        : FLUX.stream().map(program -> Path.of(folder, program)).toList();
  }
}

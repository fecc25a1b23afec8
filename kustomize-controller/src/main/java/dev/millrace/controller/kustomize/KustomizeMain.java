package dev.millrace.controller.kustomize;

import dev.millrace.controller.kustomize.config.KustomizeFlags;
import dev.millrace.runtime.application.ControllerMain;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program kustomize-controller. */
@QuarkusMain
public final class KustomizeMain {
  private KustomizeMain() {}

  /** Runs until the process is told to stop. */
  public static void main(String... args) {
    System.exit(ControllerMain.run(new KustomizeFlags(), args));
  }
}

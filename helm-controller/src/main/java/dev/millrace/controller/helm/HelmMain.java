package dev.millrace.controller.helm;

import dev.millrace.controller.helm.config.HelmFlags;
import dev.millrace.runtime.application.ControllerMain;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program helm-controller. */
@QuarkusMain
public final class HelmMain {
  private HelmMain() {}

  /** Runs until the process is told to stop. */
  public static void main(String... args) {
    System.exit(ControllerMain.run(new HelmFlags(), args));
  }
}

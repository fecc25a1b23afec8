package dev.millrace.controller.imageautomation;

import dev.millrace.controller.imageautomation.config.ImageAutomationFlags;
import dev.millrace.runtime.application.ControllerMain;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program image-automation-controller. */
@QuarkusMain
public final class ImageAutomationMain {
  private ImageAutomationMain() {}

  /** Runs until the process is told to stop. */
  public static void main(String... args) {
    System.exit(ControllerMain.run(new ImageAutomationFlags(), args));
  }
}

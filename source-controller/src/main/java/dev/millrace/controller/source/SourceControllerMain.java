package dev.millrace.controller.source;

import dev.millrace.controller.source.config.SourceFlags;
import dev.millrace.runtime.application.ControllerMain;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program. */
@QuarkusMain
public final class SourceControllerMain {
  private SourceControllerMain() {}

  /** Runs until told to stop. */
  public static void main(String... args) {
    int code = ControllerMain.run(new SourceFlags(), args);
    if (code != 0) {
      System.exit(code);
    }
  }
}

package dev.millrace.runtime.logging;

import dev.millrace.runtime.flags.CommonFlags.LogEncoding;
import io.quarkus.bootstrap.logging.InitialConfigurator;
import java.util.logging.Handler;

/** Makes the console log speak Flux's format. */
public final class LogSetup {
  private LogSetup() {}

  /** Replaces the format of all log output of this process. */
  public static void apply(LogEncoding encoding, String controller) {
    if (encoding == LogEncoding.JSON) {
      for (Handler handler : InitialConfigurator.DELAYED_HANDLER.getHandlers()) {
        handler.setFormatter(new JsonLineFormatter(controller));
      }
    }
  }
}

package dev.millrace.runtime.logging;

import dev.millrace.runtime.flags.CommonFlags.LogEncoding;
import io.quarkus.bootstrap.logging.InitialConfigurator;
import java.util.logging.Formatter;
import java.util.logging.Handler;

/** Makes the console log speak Flux's format. */
public final class LogSetup {
  private LogSetup() {}

  /** Replaces the format of all log output of this process. */
  public static void apply(LogEncoding encoding, String controller) {
    Formatter formatter =
        switch (encoding) {
          case JSON -> new JsonLineFormatter(controller);
          case CONSOLE -> new ConsoleLineFormatter(controller);
        };
    for (Handler handler : InitialConfigurator.DELAYED_HANDLER.getHandlers()) {
      handler.setFormatter(formatter);
    }
  }
}

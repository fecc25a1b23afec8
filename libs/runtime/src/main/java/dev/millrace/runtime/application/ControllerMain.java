package dev.millrace.runtime.application;

import dev.millrace.runtime.flags.CommonFlags;
import dev.millrace.runtime.flags.ControllerFlags;
import dev.millrace.runtime.flags.FlagParser;
import dev.millrace.runtime.flags.ListenAddress;
import dev.millrace.runtime.tracing.Traces;
import dev.millrace.safety.net.EnvironmentProxies;
import dev.millrace.safety.net.ProxiedClient;
import io.quarkus.runtime.Quarkus;
import java.io.PrintStream;
import java.net.ProxySelector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the main method of every controller does. */
public final class ControllerMain {
  private static final int USAGE_ERROR = 2;

  private ControllerMain() {}

  /**
   * Reads the flags, turns those that concern the framework into its settings and runs the
   * controller until it is told to stop; then the process ends.
   *
   * @param flags an empty command object, used for checking only; the application reads the
   *     arguments again
   * @return the exit code when the controller was not started
   */
  public static int run(ControllerFlags flags, String... args) {
    return run(flags, System.out, System.err, System.getenv(), args);
  }

  static int run(
      ControllerFlags flags,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      String... args) {
    if (List.of(args).contains("--help")) {
      out.print(FlagParser.usage(flags));
      return 0;
    }
    try {
      ControllerFlags checked = checked(FlagParser.parse(flags, args), environment);
      useProxies(environment);
      settings(checked).forEach(System::setProperty);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return USAGE_ERROR;
    }
    Quarkus.run(ControllerApplication.class, args);
    return 0;
  }

  private static ControllerFlags checked(ControllerFlags flags, Map<String, String> environment) {
    Traces.check(flags.common().tracesAddr(), environment);
    Kubeconfig.check(environment);
    if (flags.common().autoSharding()) {
      flags
          .obstacleToSharding()
          .ifPresent(
              obstacle -> {
                throw new IllegalArgumentException("--enable-auto-sharding: " + obstacle);
              });
    }
    return flags;
  }

  /** All clients of the process go where its environment says, unless they are told otherwise. */
  static void useProxies(Map<String, String> environment) {
    ProxySelector.setDefault(EnvironmentProxies.of(environment));
  }

  /**
   * The settings of the framework and the JDK that follow from flags, and those that always hold.
   */
  static Map<String, String> settings(ControllerFlags flags) {
    Map<String, String> settings = new LinkedHashMap<>();
    CommonFlags common = flags.common();
    ListenAddress metrics = common.metricsAddr();
    settings.put("quarkus.http.host-enabled", String.valueOf(metrics.isEnabled()));
    settings.put("quarkus.http.host", metrics.bindHost());
    settings.put("quarkus.http.port", String.valueOf(metrics.port()));
    settings.put("quarkus.log.level", level(common.logLevel()));
    settings.put(ProxiedClient.TUNNEL_LOGINS, "");
    return settings;
  }

  private static String level(CommonFlags.LogLevel level) {
    return switch (level) {
      case TRACE, DEBUG, INFO, ERROR -> level.name();
    };
  }
}

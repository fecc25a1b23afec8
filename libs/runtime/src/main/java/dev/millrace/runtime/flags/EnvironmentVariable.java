package dev.millrace.runtime.flags;

import java.util.Locale;

/**
 * The environment variable that stands for a flag: {@code MILLRACE_KUBE_API_QPS} for {@code
 * --kube-api-qps}. A flag that is given counts more, a variable of Flux such as {@code
 * STORAGE_PATH} less.
 */
public final class EnvironmentVariable {
  /** What {@code --help} says about them. */
  static final String HELP =
      """

      Every flag can be given as an environment variable, too: MILLRACE_LOG_LEVEL=debug
      stands for --log-level=debug. A flag on the command line counts more.
      """;

  private static final String PREFIX = "MILLRACE_";

  private EnvironmentVariable() {}

  /**
   * The name of the variable.
   *
   * @param flag with its dashes
   */
  public static String of(String flag) {
    String words = flag.replaceFirst("^-+", "").replaceAll("(?<=[a-z])(?=[A-Z])", "-");
    return PREFIX + words.replace('-', '_').toUpperCase(Locale.ROOT);
  }
}

package dev.millrace.runtime.tracing;

/**
 * Which traces are kept ({@code OTEL_TRACES_SAMPLER}). The id decides, so that all controllers keep
 * the same traces.
 *
 * @param share of all traces, 0 to 1
 */
record Sampling(double share) {
  private static final String FOLLOWS_PARENT = "parentbased_";
  private static final int LAST_DIGITS = 16;

  Sampling {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "OTEL_TRACES_SAMPLER_ARG: %s is not between 0 and 1".formatted(share));
    }
  }

  /**
   * The sampling that OpenTelemetry's variables describe.
   *
   * @throws IllegalArgumentException when they make no sense; the message names the variable
   */
  static Sampling of(String sampler, String argument) {
    String kind =
        sampler.startsWith(FOLLOWS_PARENT) ? sampler.substring(FOLLOWS_PARENT.length()) : sampler;
    return switch (kind) {
      case "", "always_on" -> new Sampling(1);
      case "always_off" -> new Sampling(0);
      case "traceidratio" -> new Sampling(argument.isEmpty() ? 1 : number(argument));
      default ->
          throw new IllegalArgumentException(
              "OTEL_TRACES_SAMPLER: '%s' is none of always_on, always_off and traceidratio"
                  .formatted(sampler));
    };
  }

  boolean takes(String trace) {
    long bits = Long.parseUnsignedLong(trace.substring(trace.length() - LAST_DIGITS), 16) >>> 1;
    return share >= 1 || bits < share * Long.MAX_VALUE;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "OTEL_TRACES_SAMPLER_ARG: '%s' is not a number".formatted(text), e);
    }
  }
}

package dev.millrace.envsubst;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A text with {@code ${variable}} expressions, parsed once and expanded with any variables. The
 * syntax is the subset of shell expansion that fluxcd/pkg/envsubst 1.7 understands (FLUX.md 3.4);
 * lengths, offsets and patterns count UTF-8 bytes, as there.
 */
public final class Template {
  private final List<Node> nodes;
  private final SubstitutionLimits limits;

  private Template(List<Node> nodes, SubstitutionLimits limits) {
    this.nodes = nodes;
    this.limits = limits;
  }

  /**
   * Parses a template.
   *
   * @throws SubstitutionException if an expression is malformed
   */
  public static Template parse(String text) {
    return parse(text, SubstitutionLimits.DEFAULT);
  }

  /** Parses a template within other bounds. */
  public static Template parse(String text, SubstitutionLimits limits) {
    return new Template(
        new TemplateParser(text.getBytes(StandardCharsets.UTF_8), limits).parse(), limits);
  }

  /**
   * Replaces all expressions. Where offsets cut a character in two, the result holds replacement
   * characters; {@link #expandToBytes} keeps the bytes.
   *
   * @throws SubstitutionException if a variable is missing or the result grows beyond the bounds
   */
  public String expand(Variables variables) {
    return new String(expandToBytes(variables), StandardCharsets.UTF_8);
  }

  /** {@link #expand} to bytes, which need not be valid UTF-8. */
  public byte[] expandToBytes(Variables variables) {
    return new Evaluation(variables, limits).expand(nodes);
  }
}

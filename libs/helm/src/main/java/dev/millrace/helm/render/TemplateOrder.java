package dev.millrace.helm.render;

import dev.millrace.yaml.GoStrings;
import java.util.Comparator;

/**
 * The order in which templates are parsed and rendered: the deepest path first, then backwards by
 * name, so that the definitions of parents replace those of subcharts.
 */
final class TemplateOrder {
  static final Comparator<String> OF_PATHS =
      Comparator.comparingLong(TemplateOrder::depth).thenComparing(GoStrings.BYTE_ORDER).reversed();

  private TemplateOrder() {}

  private static long depth(String path) {
    return path.chars().filter(c -> c == '/').count();
  }
}

package dev.millrace.helm.lookup;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartFile;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a chart may read Secrets of the cluster with the template function {@code lookup}. The
 * text of the chart tells it, so that it can be told of a release that somebody else rendered long
 * ago. Where the text leaves it open, the answer is yes.
 */
public final class SecretLookups {
  private static final String SECRET = "Secret";
  private static final String ACTION = "{{";

  /** A string, a raw string, a variable or a field; what is computed in place is none of these. */
  private static final String ARGUMENT = "(?:\"(?:[^\"\\\\]|\\\\.)*+\"|`[^`]*+`|[\\w.$]++)";

  private static final Pattern CALL =
      Pattern.compile(
          "(?<![\\w.$\"`-])lookup(?![\\w.\"`-])(?:\\s++%1$s\\s++(?<kind>%1$s))?+"
              .formatted(ARGUMENT));

  private SecretLookups() {}

  /**
   * Whether a chart, one of its subcharts or a value may read Secrets; values count because {@code
   * tpl} makes templates of them.
   *
   * @param values of the user
   */
  public static boolean mayBeIn(Chart chart, Map<String, Object> values) {
    return isInValue(values) || isInChart(chart);
  }

  private static boolean isInChart(Chart chart) {
    return chart.templates().stream().map(ChartFile::text).anyMatch(SecretLookups::isCalledIn)
        || chart.files().stream().map(ChartFile::text).anyMatch(SecretLookups::isTemplateWithCall)
        || isInValue(chart.values())
        || chart.dependencies().stream().anyMatch(SecretLookups::isInChart);
  }

  private static boolean isInValue(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> areIn(map.values());
      case Collection<?> list -> areIn(list);
      case String text -> isTemplateWithCall(text);
      case null, default -> false;
    };
  }

  private static boolean areIn(Collection<?> values) {
    return values.stream().anyMatch(SecretLookups::isInValue);
  }

  private static boolean isTemplateWithCall(String text) {
    return text.contains(ACTION) && isCalledIn(text);
  }

  private static boolean isCalledIn(String text) {
    Matcher call = CALL.matcher(text);
    while (call.find()) {
      if (mayBeSecret(call.group("kind"))) {
        return true;
      }
    }
    return false;
  }

  /** Only a kind that stands there as a string is known. */
  private static boolean mayBeSecret(@Nullable String kind) {
    if (kind == null || !(kind.startsWith("\"") || kind.startsWith("`"))) {
      return true;
    }
    return kind.substring(1, kind.length() - 1).equalsIgnoreCase(SECRET);
  }
}

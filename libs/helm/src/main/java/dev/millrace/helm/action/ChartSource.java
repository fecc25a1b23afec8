package dev.millrace.helm.action;

import dev.millrace.helm.chart.Chart;
import java.util.Map;
import java.util.Optional;

/**
 * What a revision is made of.
 *
 * @param values what the user set; recorded with the revision
 * @param labels of the user, for the record
 */
public record ChartSource(
    Chart chart,
    Map<String, Object> values,
    Optional<PostRendering> postRendering,
    CrdPolicy crds,
    Map<String, String> labels) {

  /** A chart and values; nothing post-renders, missing definitions are created. */
  public static ChartSource of(Chart chart, Map<String, Object> values) {
    return new ChartSource(chart, values, Optional.empty(), CrdPolicy.CREATE, Map.of());
  }

  /** The same source with another policy for definitions. */
  public ChartSource withCrds(CrdPolicy policy) {
    return new ChartSource(chart, values, postRendering, policy, labels);
  }

  /** The same source with objects changed after rendering. */
  public ChartSource withPostRendering(PostRendering rendering) {
    return new ChartSource(chart, values, Optional.of(rendering), crds, labels);
  }
}

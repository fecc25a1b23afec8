package dev.millrace.controller.source.helmchart;

import dev.millrace.api.source.HelmChart;
import dev.millrace.controller.source.status.SourceCondition;
import dev.millrace.runtime.condition.ConditionPlan;
import dev.millrace.runtime.reconcile.Kind;
import java.time.Duration;

/** What the frame knows of HelmChart. */
final class HelmChartKind implements Kind<HelmChart> {
  @Override
  public ConditionPlan conditions() {
    return SourceCondition.BUILT;
  }

  @Override
  public Duration interval(HelmChart object) {
    return object.spec().interval().tryDuration().orElse(Duration.ZERO);
  }
}

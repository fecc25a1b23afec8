package dev.millrace.controller.source.helmrepository;

import dev.millrace.api.source.HelmRepository;
import dev.millrace.controller.source.status.SourceCondition;
import dev.millrace.runtime.condition.ConditionPlan;
import dev.millrace.runtime.reconcile.Kind;
import java.time.Duration;

/** What the frame knows of HelmRepository. */
final class HelmRepositoryKind implements Kind<HelmRepository> {
  private static final String OCI = "oci";

  @Override
  public ConditionPlan conditions() {
    return SourceCondition.FETCHED;
  }

  @Override
  public Duration interval(HelmRepository object) {
    return object.spec().interval().tryDuration().orElse(Duration.ZERO);
  }

  /** A registry needs no index; HelmChart and HelmRelease read the object only. */
  @Override
  public boolean isStatic(HelmRepository object) {
    return object.spec().type().equals(OCI);
  }
}

package dev.millrace.api.source;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.api.meta.SourceObject;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Optional;

/** A chart taken from a repository or a source, offered as an artifact (FLUX.md 2.4). */
@Group("source.toolkit.fluxcd.io")
@Version("v1")
@Kind("HelmChart")
@Plural("helmcharts")
@ShortNames("hc")
public class HelmChart extends CustomResource<HelmChartSpec, HelmChartStatus>
    implements Namespaced, SourceObject, ReconciledObject<HelmChartStatus> {

  @Override
  public HelmChartStatus status() {
    return requireNonNullElse(getStatus(), HelmChartStatus.EMPTY);
  }

  /** The spec, or an empty one when the object has none. */
  public HelmChartSpec spec() {
    return requireNonNullElse(getSpec(), HelmChartSpec.EMPTY);
  }

  @Override
  public boolean suspended() {
    return spec().suspend();
  }

  @Override
  public Optional<Artifact> artifact() {
    return Optional.ofNullable(status().artifact());
  }
}

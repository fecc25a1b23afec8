package dev.millrace.controller.source.helmchart;

import static dev.millrace.controller.source.status.SourceCondition.SOURCE_VERIFIED;
import static dev.millrace.controller.source.status.SourceReason.CHART_VERIFICATION;

import dev.millrace.api.source.ArtifactVerification;
import dev.millrace.api.source.HelmChart;
import dev.millrace.api.source.HelmChartStatus;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.controller.source.helmchart.ResolvedChart.InRegistry;
import dev.millrace.controller.source.registry.RequireSignature;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.registry.RegistryClient;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;

/** Checks the signature that {@code spec.verify} asks for; without it nothing is checked. */
public final class VerifyChart {
  private final RequireSignature requireSignature;

  /** Checks registries' signatures. */
  public VerifyChart(RequireSignature requireSignature) {
    this.requireSignature = requireSignature;
  }

  /**
   * Ends the run when a wanted signature can't be confirmed. That is asked in each run, as in Flux:
   * a key that is trusted no more makes a chart that was pulled long ago fail.
   *
   * @return the chart to build: exactly the manifest whose signature was checked, even if the tag
   *     moves meanwhile
   */
  ResolvedChart of(Run<HelmChart, HelmChartStatus> run, ResolvedChart chart) {
    ArtifactVerification verify = run.object().spec().verify();
    if (verify == null) {
      run.unmark(SOURCE_VERIFIED);
      return chart;
    }
    if (!(chart instanceof InRegistry inRegistry)) {
      throw failure(chart, "only charts of OCI registries have signatures that can be checked");
    }
    Checked checked = check(verify, run.object(), inRegistry);
    if (checked.isVerified()) {
      run.mark(
          Mark.holds(
              SOURCE_VERIFIED,
              GeneralReason.SUCCEEDED,
              "verified signature of version " + chart.version()));
    } else {
      run.unmark(SOURCE_VERIFIED);
    }
    return inRegistry.pinned(checked.digest());
  }

  /**
   * What was looked at.
   *
   * @param isVerified whether somebody who is trusted signed it
   */
  private record Checked(Digest digest, boolean isVerified) {}

  private Checked check(ArtifactVerification verify, HelmChart object, InRegistry chart) {
    RegistryCharts.Place place = chart.place();
    try (RegistryClient registry = RegistryCharts.open(place)) {
      Digest digest = registry.resolve(place.image());
      String namespace = object.getMetadata().getNamespace();
      return new Checked(
          digest, requireSignature.of(verify, namespace, place.image(), digest, registry));
    } catch (RegistryException e) {
      throw failure(
          chart, "provider '%s': %s".formatted(RequireSignature.nameOf(verify), e.getMessage()));
    }
  }

  private static ReconcileFailure failure(ResolvedChart chart, String why) {
    return new ReconcileFailure(
        CHART_VERIFICATION,
        "chart verification error: failed to verify chart '%s' with version '%s': %s"
            .formatted(chart.name(), chart.version(), why));
  }
}

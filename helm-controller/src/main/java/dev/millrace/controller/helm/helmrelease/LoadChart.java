package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.ARTIFACT_AWAITED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.ARTIFACT_FAILED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.CHART_MUTATE_ERROR;

import dev.millrace.api.meta.Artifact;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.fetch.ArtifactFetcher;
import dev.millrace.artifact.fetch.ArtifactNotFound;
import dev.millrace.controller.helm.chart.ChartLoader;
import dev.millrace.controller.helm.chart.LoadedChart;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartException;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.io.IOException;
import java.io.InputStream;

/** Downloads a chart, checks it and reads it, in memory (SECURITY-CASES 60). */
public final class LoadChart {
  private final ArtifactFetcher fetcher;
  private final ChartLoader loader;

  /** Fetches with the fetcher's bounds and reads with the loader's. */
  public LoadChart(ArtifactFetcher fetcher, ChartLoader loader) {
    this.fetcher = fetcher;
    this.loader = loader;
  }

  /** The chart; ends the run when it can't be had. */
  LoadedChart from(FindChart.ChartArtifact source) throws InterruptedException {
    Artifact artifact = source.artifact();
    try {
      Digest digest = Digest.parse(artifact.digest());
      Chart chart =
          loader.load(artifact.digest(), () -> fetcher.fetch(artifact.url(), digest, this::bytes));
      return source.tagged() ? revisioned(chart, artifact.revision()) : new LoadedChart(chart, "");
    } catch (ArtifactNotFound e) {
      throw new ReconcileFailure(ARTIFACT_AWAITED, "Source not ready: " + problem(e), e);
    } catch (IOException | ChartException | IllegalArgumentException e) {
      throw new ReconcileFailure(
          ARTIFACT_FAILED, "Could not load chart: %s".formatted(problem(e)), e);
    }
  }

  private byte[] bytes(InputStream packed) throws IOException {
    return packed.readAllBytes();
  }

  private LoadedChart revisioned(Chart chart, String revision) {
    try {
      return loader.revisioned(chart, revision);
    } catch (IllegalArgumentException e) {
      throw new ReconcileFailure(
          CHART_MUTATE_ERROR,
          "failed to update chart version with artifact revision: %s".formatted(problem(e)),
          e);
    }
  }

  private static String problem(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}

package dev.millrace.controller.source.helmchart;

import static dev.millrace.controller.source.status.SourceReason.CHART_BUILD;
import static dev.millrace.controller.source.status.SourceReason.CHART_PULL;

import dev.millrace.api.source.HelmChart;
import dev.millrace.helm.chart.ChartException;
import dev.millrace.helm.chart.ChartFolder;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.http.Download;
import java.io.IOException;
import java.util.List;

/** Fetches the chart, completes it and packs it. */
public final class BuildChart {
  private final Download download;
  private final RegistryCharts registryCharts;
  private final ChartReader reader;
  private final MergeValues mergeValues;
  private final AddDependencies addDependencies;

  /** Builds with these tools. */
  public BuildChart(
      Download download,
      RegistryCharts registryCharts,
      ChartReader reader,
      MergeValues mergeValues,
      AddDependencies addDependencies) {
    this.download = download;
    this.registryCharts = registryCharts;
    this.reader = reader;
    this.mergeValues = mergeValues;
    this.addDependencies = addDependencies;
  }

  BuiltChart of(ResolvedChart resolved, HelmChart object) throws InterruptedException {
    return switch (resolved) {
      case ResolvedChart.InRepository chart -> pulled(chart, download(chart), object);
      case ResolvedChart.InRegistry chart -> pulled(chart, download(chart), object);
      case ResolvedChart.InFiles chart -> packaged(chart, object);
    };
  }

  private BuiltChart pulled(ResolvedChart chart, byte[] archive, HelmChart object) {
    ChartFolder folder = checked(archive);
    if (!chart.needsPackaging(object)) {
      return new BuiltChart(summary(chart, false, List.of()), archive);
    }
    MergeValues.Merged merged = mergeValues.ofChart(folder, object);
    return pack(chart, merged.folder(), merged.files());
  }

  private byte[] download(ResolvedChart.InRepository chart) throws InterruptedException {
    try {
      return download.get(chart.archive(), chart.access(), "chart", reader.maxArchiveBytes());
    } catch (IOException e) {
      throw pullError(e);
    }
  }

  private byte[] download(ResolvedChart.InRegistry chart) {
    try {
      return registryCharts.archive(chart.place(), reader.maxArchiveBytes());
    } catch (IOException e) {
      throw pullError(e);
    }
  }

  private static ReconcileFailure pullError(IOException e) {
    return new ReconcileFailure(
        CHART_PULL,
        "chart pull error: failed to download chart for remote reference: " + e.getMessage(),
        e);
  }

  private ChartFolder checked(byte[] archive) {
    try {
      return reader.unpack(archive);
    } catch (ChartException e) {
      throw new ReconcileFailure(CHART_PULL, "chart pull error: " + e.getMessage(), e);
    }
  }

  private BuiltChart packaged(ResolvedChart.InFiles chart, HelmChart object)
      throws InterruptedException {
    try {
      if (!chart.needsPackaging(object)) {
        byte[] archive = chart.files().read(chart.path(), reader.maxArchiveBytes());
        return new BuiltChart(summary(chart, false, List.of()), archive);
      }
      ChartFolder folder = reader.read(chart.files(), chart.path());
      MergeValues.Merged merged = mergeValues.ofFiles(folder, chart.files(), object);
      ChartFolder complete =
          chart.isArchive()
              ? merged.folder()
              : addDependencies.to(merged.folder(), chart, object.getMetadata().getNamespace());
      return pack(chart, complete, merged.files());
    } catch (IOException | ChartException e) {
      throw packageError(e);
    }
  }

  private static BuiltChart pack(
      ResolvedChart chart, ChartFolder folder, List<String> valuesFiles) {
    try {
      byte[] archive = folder.withVersion(chart.version()).pack();
      return new BuiltChart(summary(chart, true, valuesFiles), archive);
    } catch (ChartException e) {
      throw packageError(e);
    }
  }

  private static ChartSummary summary(
      ResolvedChart chart, boolean packaged, List<String> valuesFiles) {
    return new ChartSummary(chart.name(), chart.version(), packaged, valuesFiles);
  }

  private static ReconcileFailure packageError(Exception e) {
    return new ReconcileFailure(CHART_BUILD, "chart package error: " + e.getMessage(), e);
  }
}

package dev.millrace.controller.source.helmchart;

import static dev.millrace.controller.source.status.SourceReason.CHART_PULL;
import static dev.millrace.controller.source.status.SourceReason.CHART_REFERENCE_INVALID;
import static dev.millrace.controller.source.status.SourceReason.READ_OPERATION_FAILED;

import dev.millrace.api.source.HelmChart;
import dev.millrace.controller.source.artifact.ArtifactKeeper;
import dev.millrace.controller.source.helmrepository.RepositoryAddress;
import dev.millrace.controller.source.helmrepository.ResolveAccess;
import dev.millrace.controller.source.index.IndexedChart;
import dev.millrace.controller.source.index.NoSuchChart;
import dev.millrace.controller.source.index.RepositoryIndex;
import dev.millrace.helm.chart.ChartException;
import dev.millrace.helm.chart.ChartMetadata;
import dev.millrace.oci.RegistryException;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.FileTree;
import dev.millrace.safety.TreePaths;
import dev.millrace.safety.http.HttpAccess;
import java.io.IOException;
import java.net.URI;

/** Finds out which version of the chart is meant, without fetching it. */
public final class ResolveChart {
  private final ArtifactKeeper keeper;
  private final StoredIndexes indexes;
  private final ResolveAccess resolveAccess;
  private final RegistryCharts registryCharts;
  private final ChartReader reader;

  /** Resolves with these tools. */
  public ResolveChart(
      ArtifactKeeper keeper,
      StoredIndexes indexes,
      ResolveAccess resolveAccess,
      RegistryCharts registryCharts,
      ChartReader reader) {
    this.keeper = keeper;
    this.indexes = indexes;
    this.resolveAccess = resolveAccess;
    this.registryCharts = registryCharts;
    this.reader = reader;
  }

  ResolvedChart in(ChartSource source, HelmChart object) {
    return switch (source) {
      case ChartSource.Repository repository -> inRepository(repository, object);
      case ChartSource.Registry registry -> inRegistry(registry, object);
      case ChartSource.Files files -> inFiles(files, object);
    };
  }

  private ResolvedChart inRepository(ChartSource.Repository source, HelmChart object) {
    RepositoryIndex index = indexes.read(source.index());
    IndexedChart chart = choose(index, object);
    URI repository = RepositoryAddress.of(source.object().spec().url());
    HttpAccess access = resolveAccess.of(source.object());
    return new ResolvedChart.InRepository(
        chart.name(),
        VersionMetadata.forRepository(chart.version(), object),
        chart.version(),
        archive(repository, chart),
        access);
  }

  private static IndexedChart choose(RepositoryIndex index, HelmChart object) {
    try {
      return index.choose(object.spec().chart(), object.spec().version());
    } catch (NoSuchChart e) {
      throw invalidReference(e);
    }
  }

  private ResolvedChart inRegistry(ChartSource.Registry source, HelmChart object) {
    String name = object.spec().chart();
    RegistryCharts.Place place = registryCharts.of(source.object(), name);
    try {
      String published = registryCharts.choose(place, object.spec().version());
      return new ResolvedChart.InRegistry(
          name.substring(name.lastIndexOf('/') + 1),
          VersionMetadata.forRepository(published, object),
          published,
          place.at(published));
    } catch (IllegalArgumentException e) {
      throw invalidReference(e);
    } catch (NoSuchChart | RegistryException e) {
      // A registry has no index whose news would wake the chart, so it is asked again.
      throw new ReconcileFailure(
          CHART_PULL,
          "chart pull error: failed to get chart version for remote reference: " + e.getMessage(),
          e);
    }
  }

  private static ReconcileFailure invalidReference(Exception e) {
    return new ReconcileFailure(
        CHART_REFERENCE_INVALID,
        "invalid chart reference: failed to get chart version for remote reference: "
            + e.getMessage(),
        e);
  }

  private static URI archive(URI repository, IndexedChart chart) {
    try {
      return chart.archive(repository);
    } catch (NoSuchChart e) {
      throw new ReconcileFailure(
          CHART_PULL,
          "chart pull error: failed to download chart for remote reference: " + e.getMessage(),
          e);
    }
  }

  private ResolvedChart inFiles(ChartSource.Files source, HelmChart object) {
    FileTree files = files(source);
    try {
      String path = TreePaths.resolve("", object.spec().chart());
      boolean isArchive = files.isFile(path);
      ChartMetadata metadata = reader.metadata(files, path);
      return new ResolvedChart.InFiles(
          metadata.name(),
          VersionMetadata.forFiles(metadata.version(), object, source.revision()),
          metadata.version(),
          files,
          path,
          isArchive);
    } catch (IOException | ChartException e) {
      throw new ReconcileFailure(
          CHART_REFERENCE_INVALID, "invalid chart reference: " + e.getMessage(), e);
    }
  }

  private FileTree files(ChartSource.Files source) {
    try {
      return keeper.readFiles(source.artifact());
    } catch (IOException e) {
      throw new ReconcileFailure(
          READ_OPERATION_FAILED, "failed to open source artifact: " + e.getMessage(), e);
    }
  }
}

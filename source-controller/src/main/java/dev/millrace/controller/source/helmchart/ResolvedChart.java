package dev.millrace.controller.source.helmchart;

import dev.millrace.api.source.HelmChart;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.safety.FileTree;
import dev.millrace.safety.http.HttpAccess;
import java.net.URI;

/** A chart whose name and version are known; it is not fetched or packed yet. */
sealed interface ResolvedChart {
  /** The chart's name. */
  String name();

  /** The version it will have, build metadata included. */
  String version();

  /** Whether the archive has to be made rather than taken as it is. */
  boolean needsPackaging(HelmChart object);

  /**
   * A chart in a repository.
   *
   * @param published the version as the repository has it
   * @param archive where to get it
   */
  record InRepository(String name, String version, String published, URI archive, HttpAccess access)
      implements ResolvedChart {
    @Override
    public boolean needsPackaging(HelmChart object) {
      return !version.equals(published) || !object.spec().allValuesFiles().isEmpty();
    }
  }

  /**
   * A chart in a registry.
   *
   * @param published the version as the registry has it
   * @param place where to get it, tag included
   */
  record InRegistry(String name, String version, String published, RegistryCharts.Place place)
      implements ResolvedChart {
    /** The same chart, whatever happens to its tag. */
    InRegistry pinned(Digest manifest) {
      return new InRegistry(name, version, published, place.at(manifest));
    }

    @Override
    public boolean needsPackaging(HelmChart object) {
      return !version.equals(published) || !object.spec().allValuesFiles().isEmpty();
    }
  }

  /**
   * A chart in a source.
   *
   * @param path of the chart's folder or archive in the files
   * @param isArchive whether the path leads to a packed chart
   * @param published the version as Chart.yaml has it
   */
  record InFiles(
      String name, String version, String published, FileTree files, String path, boolean isArchive)
      implements ResolvedChart {
    @Override
    public boolean needsPackaging(HelmChart object) {
      return !isArchive || !version.equals(published) || !object.spec().allValuesFiles().isEmpty();
    }
  }
}

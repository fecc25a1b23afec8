package dev.millrace.controller.source.helmchart;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.source.HelmRepository;

/** Where a chart comes from. */
sealed interface ChartSource {
  /** The revision of the source's artifact; empty when it has none. */
  String revision();

  /** A chart repository whose index is stored. */
  record Repository(HelmRepository object, Artifact index) implements ChartSource {
    @Override
    public String revision() {
      return index.revision();
    }
  }

  /** A registry with a repository for each chart; it has no index. */
  record Registry(HelmRepository object) implements ChartSource {
    @Override
    public String revision() {
      return "";
    }
  }

  /**
   * An archive of files.
   *
   * @param kind of the object that made it
   */
  record Files(String kind, Artifact artifact) implements ChartSource {
    @Override
    public String revision() {
      return artifact.revision();
    }
  }
}

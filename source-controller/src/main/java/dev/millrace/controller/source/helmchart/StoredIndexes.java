package dev.millrace.controller.source.helmchart;

import static dev.millrace.controller.source.status.SourceReason.CHART_PULL;

import dev.millrace.api.meta.Artifact;
import dev.millrace.controller.source.artifact.ArtifactKeeper;
import dev.millrace.controller.source.index.IndexCache;
import dev.millrace.controller.source.index.InvalidIndex;
import dev.millrace.controller.source.index.RepositoryIndex;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.io.IOException;

/** Reads the indexes that HelmRepository objects have stored. */
public final class StoredIndexes {
  private final ArtifactKeeper keeper;
  private final IndexCache cache;
  private final long maxBytes;

  /**
   * @param maxBytes the largest index; the JSON form that is stored may be twice as large
   */
  public StoredIndexes(ArtifactKeeper keeper, IndexCache cache, long maxBytes) {
    this.keeper = keeper;
    this.cache = cache;
    this.maxBytes = 2 * maxBytes;
  }

  /** The index in an artifact. */
  RepositoryIndex read(Artifact artifact) {
    return cache.get(artifact.digest()).orElseGet(() -> readAndKeep(artifact));
  }

  private RepositoryIndex readAndKeep(Artifact artifact) {
    try {
      RepositoryIndex index = RepositoryIndex.parse(keeper.readBytes(artifact, maxBytes));
      cache.put(artifact.digest(), index);
      return index;
    } catch (IOException | InvalidIndex e) {
      throw new ReconcileFailure(
          CHART_PULL,
          "chart pull error: could not load repository index for remote chart reference: "
              + e.getMessage(),
          e);
    }
  }
}

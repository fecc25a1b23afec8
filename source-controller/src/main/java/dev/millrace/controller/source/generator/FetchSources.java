package dev.millrace.controller.source.generator;

import static dev.millrace.controller.source.generator.GeneratorReason.SOURCE_FETCH_FAILED;

import dev.millrace.api.extensions.ArtifactGenerator;
import dev.millrace.api.extensions.GeneratorSource;
import dev.millrace.api.meta.Artifact;
import dev.millrace.artifact.archive.ArchiveTree;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.fetch.ArtifactFetcher;
import dev.millrace.controller.source.artifact.ArtifactKeeper;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reference.ReferenceKey;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks what the sources offer, and reads their files when they are needed. */
public final class FetchSources {
  private final GeneratorSources sources;
  private final ArtifactKeeper keeper;
  private final ArtifactFetcher fetcher;

  /**
   * Reads from our own storage.
   *
   * @param fetcher for artifacts that others keep
   */
  public FetchSources(GeneratorSources sources, ArtifactKeeper keeper, ArtifactFetcher fetcher) {
    this.sources = sources;
    this.keeper = keeper;
    this.fetcher = fetcher;
  }

  ObservedSources observe(ArtifactGenerator object) {
    Map<String, Artifact> byAlias = new LinkedHashMap<>();
    for (GeneratorSource source : object.spec().sources()) {
      ReferenceKey key = ObservedSources.key(object, source);
      Artifact artifact =
          sources
              .find(key)
              .orElseThrow(() -> failed("source '%s' not found".formatted(key), null))
              .artifact()
              .orElseThrow(() -> failed("source '%s' has no artifact yet".formatted(key), null));
      byAlias.put(source.alias(), artifact);
    }
    return new ObservedSources(byAlias);
  }

  Map<String, StagedFiles> read(ObservedSources observed) throws InterruptedException {
    Map<String, StagedFiles> byAlias = new LinkedHashMap<>();
    for (Map.Entry<String, Artifact> source : observed.byAlias().entrySet()) {
      try {
        byAlias.put(source.getKey(), StagedFiles.of(files(source.getValue())));
      } catch (IOException | IllegalArgumentException e) {
        throw failed(
            "fetch of source '@%s' failed: %s".formatted(source.getKey(), e.getMessage()), e);
      }
    }
    return byAlias;
  }

  private ArchiveTree files(Artifact artifact) throws IOException, InterruptedException {
    return keeper.holds(artifact)
        ? keeper.read(artifact)
        : fetcher.fetchArchiveTree(artifact.url(), Digest.parse(artifact.digest()));
  }

  private static ReconcileFailure failed(String problem, @Nullable Throwable cause) {
    return new ReconcileFailure(SOURCE_FETCH_FAILED, "fetch sources failed: " + problem, cause);
  }
}

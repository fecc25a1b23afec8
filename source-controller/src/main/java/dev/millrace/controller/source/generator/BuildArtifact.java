package dev.millrace.controller.source.generator;

import static dev.millrace.controller.source.generator.GeneratorReason.BUILD_FAILED;

import dev.millrace.api.extensions.ArtifactGenerator;
import dev.millrace.api.extensions.GeneratedArtifact;
import dev.millrace.api.meta.Artifact;
import dev.millrace.artifact.archive.ArchiveTree;
import dev.millrace.artifact.ignore.SourceIgnore;
import dev.millrace.controller.source.artifact.ArtifactKeeper;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Composes the files of one artifact and stores them. */
public final class BuildArtifact {
  private static final String ORIGIN = "org.opencontainers.image.revision";

  private final ArtifactKeeper keeper;

  /** Stores with a keeper. */
  public BuildArtifact(ArtifactKeeper keeper) {
    this.keeper = keeper;
  }

  Artifact of(
      ArtifactGenerator generator,
      GeneratedArtifact wanted,
      Map<String, StagedFiles> files,
      ObservedSources sources)
      throws InterruptedException {
    try {
      StagedFiles composed = Copies.of(wanted, files);
      String file = ContentHash.of(wanted.name(), composed) + ".tar.gz";
      ArchiveTree tree = composed.tree().without(SourceIgnore.forTree(new TreeMap<>(), null));
      Artifact stored =
          keeper.publishArchive(
              OfferArtifact.named(generator.getMetadata().getNamespace(), wanted.name()),
              file,
              "latest",
              metadata(wanted, sources),
              tree);
      return withRevision(stored, revision(wanted, stored, sources));
    } catch (BuildException | IOException e) {
      throw new ReconcileFailure(
          BUILD_FAILED, "%s build failed: %s".formatted(wanted.name(), e.getMessage()), e);
    }
  }

  private static Map<String, String> metadata(GeneratedArtifact wanted, ObservedSources sources) {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (wanted.originRevision() != null) {
      sources
          .originRevision(wanted.originRevision())
          .ifPresent(origin -> metadata.put(ORIGIN, origin));
    }
    return metadata;
  }

  /** That of a source, or the digest of the archive (FLUX.md 1.6). */
  private static String revision(
      GeneratedArtifact wanted, Artifact stored, ObservedSources sources) {
    String own = "latest@" + stored.digest();
    return wanted.revision() == null || wanted.revision().isEmpty()
        ? own
        : sources.revision(wanted.revision()).orElse(own);
  }

  private static Artifact withRevision(Artifact a, String revision) {
    return new Artifact(
        a.path(), a.url(), revision, a.digest(), a.lastUpdateTime(), a.size(), a.metadata());
  }
}

package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.ARTIFACT_AWAITED;
import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.ARTIFACT_FAILED;

import dev.millrace.api.kustomize.KustomizationSpec;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.fetch.ArtifactNotFound;
import dev.millrace.artifact.fetch.SharedTrees;
import dev.millrace.controller.kustomize.build.ManifestBuild;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.FileTree;
import java.io.IOException;

/** Downloads an artifact, checks it and finds the folder that is to be built. */
public final class FetchSource {
  private final SharedTrees trees;

  /** Fetches what is not in memory already, because others use it. */
  public FetchSource(SharedTrees trees) {
    this.trees = trees;
  }

  /**
   * What is built.
   *
   * @param folder a path of the tree
   */
  record Sources(FileTree tree, String folder) {}

  /** The files of an artifact; ends the run when they can't be had. */
  Sources from(Source source, KustomizationSpec spec) throws InterruptedException {
    try {
      FileTree tree = trees.get(source.artifact().url(), Digest.parse(source.artifact().digest()));
      return new Sources(tree, ManifestBuild.folder(tree, spec));
    } catch (ArtifactNotFound e) {
      throw new ReconcileFailure(ARTIFACT_AWAITED, problem(e), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new ReconcileFailure(ARTIFACT_FAILED, problem(e), e);
    }
  }

  private static String problem(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}

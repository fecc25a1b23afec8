package dev.millrace.kustomize.flux;

import dev.millrace.kustomize.KustomizeOptions;
import dev.millrace.kustomize.KustomizeResult;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.kustomize.bounds.Limits;
import dev.millrace.kustomize.load.NamelessObjects;
import dev.millrace.kustomize.remote.RemoteBases;
import dev.millrace.safety.FileTree;

/**
 * Builds a folder the way Flux does: with a kustomization made up if there is none, changed as the
 * spec asks, nothing sorted, files from anywhere in the tree. Immutable and thread-safe.
 */
public final class FluxBuild {
  private final Kustomizer kustomizer;
  private final KustomizeOptions options;

  /** Builds with these bounds. */
  public FluxBuild(Kustomizer kustomizer, Limits limits) {
    this.kustomizer = kustomizer;
    this.options = KustomizeOptions.flux().withLimits(limits);
  }

  /** Builds a folder in which each object has a name and nothing lies on other hosts. */
  public KustomizeResult build(FileTree tree, String path, FluxOverlay overlay) {
    return build(tree, path, overlay, NamelessObjects.REFUSED, RemoteBases.REFUSED);
  }

  /**
   * Builds a folder.
   *
   * @param tree the artifact; nothing outside of it can be reached but remote bases
   * @param path the folder in the tree; empty for its root
   * @param nameless what becomes of objects without a name
   * @param remotes what may be used of other hosts
   * @throws dev.millrace.kustomize.problem.KustomizeException if the build fails
   */
  public KustomizeResult build(
      FileTree tree,
      String path,
      FluxOverlay overlay,
      NamelessObjects nameless,
      RemoteBases remotes) {
    FluxRootReader reader = new FluxRootReader(overlay);
    return kustomizer.build(
        tree, path, options.withNameless(nameless).withRemotes(remotes), reader);
  }
}

package dev.millrace.controller.kustomize.build;

import dev.millrace.api.kustomize.KustomizationSpec;
import dev.millrace.kustomize.KustomizeResult;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.kustomize.bounds.Limits;
import dev.millrace.kustomize.flux.FluxBuild;
import dev.millrace.kustomize.load.NamelessObjects;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.remote.RemoteBases;
import dev.millrace.safety.FileTree;
import dev.millrace.safety.TreePaths;
import java.io.IOException;

/** Builds the folder that a spec names, with what the spec adds to it (FLUX.md 3.2). */
public final class ManifestBuild {
  private final FluxBuild build;

  /** Builds as Flux does; the kustomizer may be shared. */
  public ManifestBuild(Kustomizer kustomizer) {
    this.build = new FluxBuild(kustomizer, Limits.defaults());
  }

  /**
   * The folder that a spec names, as a path of the tree.
   *
   * @throws IOException if there is no such folder in the tree; the message says so
   */
  public static String folder(FileTree tree, KustomizationSpec spec) throws IOException {
    String given = spec.path() == null ? "" : spec.path();
    String folder = TreePaths.resolve("", given.replaceFirst("^/+", ""));
    if (!tree.isDirectory(folder)) {
      throw new IOException(
          "kustomization path not found: the artifact has no folder '%s'".formatted(given));
    }
    return folder;
  }

  /**
   * Builds.
   *
   * @param folder as {@link #folder} returned it
   * @param nameless what becomes of objects without a name
   * @param remotes what may be used of other hosts
   * @throws KustomizeException with every problem that was found
   */
  public KustomizeResult build(
      FileTree tree,
      String folder,
      KustomizationSpec spec,
      NamelessObjects nameless,
      RemoteBases remotes) {
    return build.build(tree, folder, Overlays.of(spec), nameless, remotes);
  }
}

package dev.millrace.controller.source.gitrepository;

import static dev.millrace.controller.source.status.SourceReason.COPY_FAILURE;
import static dev.millrace.controller.source.status.SourceReason.GIT_OPERATION_FAILED;
import static dev.millrace.controller.source.status.SourceReason.ILLEGAL_PATH;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.source.GitInclude;
import dev.millrace.api.source.GitRepository;
import dev.millrace.artifact.archive.ArchiveTree;
import dev.millrace.controller.source.artifact.ArtifactKeeper;
import dev.millrace.controller.source.artifact.IgnoredFiles;
import dev.millrace.controller.source.artifact.TreeCopy;
import dev.millrace.git.ResolvedReference;
import dev.millrace.git.remote.Submodules;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.UnsafePath;
import java.io.IOException;
import java.util.Map;

/** Puts the wanted files of a commit and of its includes into one archive. */
public final class PublishArchive {
  private static final String SUFFIX = ".tar.gz";

  /** Stores the archive under the name of the commit (FLUX.md 1.5). */
  Artifact of(
      ArtifactKeeper keeper, GitRepository object, ContentSettings settings, FetchedCommit commit)
      throws InterruptedException {
    if (!settings.recurseSubmodules()) {
      return of(keeper, object, settings, commit, tree(commit, settings));
    }
    try (Submodules submodules = submodules(commit, settings)) {
      return of(keeper, object, settings, commit, submodules.into(tree(commit, settings)));
    }
  }

  private static Artifact of(
      ArtifactKeeper keeper,
      GitRepository object,
      ContentSettings settings,
      FetchedCommit commit,
      ArchiveTree tree)
      throws InterruptedException {
    ArchiveTree complete = withIncludes(keeper, tree, settings);
    ArchiveTree kept = IgnoredFiles.removedFrom(complete, settings.ignore());
    ResolvedReference reference = commit.snapshot().reference();
    return keeper.publishArchive(
        object, reference.commit() + SUFFIX, reference.revision(), Map.of(), kept);
  }

  private static ArchiveTree tree(FetchedCommit commit, ContentSettings settings) {
    try {
      return commit.snapshot().tree(settings.sparseCheckout());
    } catch (IOException e) {
      throw checkoutFailure(e);
    }
  }

  private static Submodules submodules(FetchedCommit commit, ContentSettings settings) {
    try {
      return Submodules.fetch(commit.remote(), commit.snapshot(), settings.sparseCheckout());
    } catch (IOException e) {
      throw checkoutFailure(e);
    }
  }

  private static ReconcileFailure checkoutFailure(IOException e) {
    return new ReconcileFailure(
        GIT_OPERATION_FAILED, "failed to checkout and determine revision: " + e.getMessage(), e);
  }

  private static ArchiveTree withIncludes(
      ArtifactKeeper keeper, ArchiveTree own, ContentSettings settings) {
    ArchiveTree tree = own;
    for (int i = 0; i < settings.include().size(); i++) {
      tree = withInclude(keeper, tree, settings.include().get(i), settings.includes().get(i));
    }
    return tree;
  }

  private static ArchiveTree withInclude(
      ArtifactKeeper keeper, ArchiveTree tree, GitInclude include, Artifact artifact) {
    String name = include.repository().name();
    String from = include.fromPath() == null ? "" : include.fromPath();
    String to = include.toPath() == null ? name : include.toPath();
    try {
      return TreeCopy.of(keeper.read(artifact)).from(from).into(tree, to);
    } catch (UnsafePath e) {
      throw new ReconcileFailure(
          ILLEGAL_PATH,
          "path calculation for include '%s' failed: %s".formatted(name, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new ReconcileFailure(
          COPY_FAILURE,
          "failed to copy '%s' include from %s to %s: %s"
              .formatted(name, from.isEmpty() ? "." : from, to, e.getMessage()),
          e);
    }
  }
}

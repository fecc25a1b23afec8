package dev.millrace.kustomize.remote;

import dev.millrace.safety.FileTree;

/** What a remote reference leads to. */
public sealed interface RemoteContent {

  /** A single file; the array is not changed. */
  record File(byte[] content) implements RemoteContent {}

  /**
   * A folder of a repository.
   *
   * @param tree the repository; the same object for all references to one commit, so that
   *     kustomizations that refer to each other in a circle are noticed
   * @param folder a path of the tree; empty for its root
   */
  record Folder(FileTree tree, String folder) implements RemoteContent {}
}

package dev.millrace.controller.kustomize.remote;

import dev.millrace.kustomize.remote.RemoteContent;

/** What a reference led to, or why it led nowhere. */
sealed interface FetchedBase {

  /**
   * It is here.
   *
   * @param revision tells this content from any other: {@code sha256:…} of a file, {@code sha1:…}
   *     of a commit
   */
  record Found(RemoteContent content, String revision) implements FetchedBase {}

  /** It can't be had; the message names the reference. */
  record Failed(String message) implements FetchedBase {}
}

package dev.millrace.apply.observe;

import dev.millrace.apply.drift.TreeDiff;
import dev.millrace.apply.object.KubeObject;

/**
 * Tells whether two states of an object are the same in everything that counts for drift, so that
 * the object as a whole need not be remembered.
 */
final class ContentDigest {

  private ContentDigest() {}

  /** The digest of an object as the server has it, without status and what changes by itself. */
  static String of(KubeObject live) {
    return DesiredDigest.ofTree(TreeDiff.comparable(live));
  }
}

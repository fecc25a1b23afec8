package dev.millrace.apply.observe;

import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.ownership.AppliedState;
import java.util.Optional;

/** What is known of an object without asking the API server. */
public sealed interface Sighting {

  /** Nothing; it may exist without the labels by which it would be seen. */
  record Unknown() implements Sighting {}

  /**
   * It exists.
   *
   * @param metadata its identity, labels and annotations; nothing else
   * @param applied what the manager applied and still owns
   * @param hasForeignFields whether other writers left fields that are to be taken over
   * @param settledFor the {@link DesiredDigest} of what it is known to be equal to; empty if
   *     unknown
   * @param content the digest of the object in the version of the metadata; empty if unknown
   */
  record Present(
      KubeObject metadata,
      Optional<AppliedState> applied,
      boolean hasForeignFields,
      String settledFor,
      String content)
      implements Sighting {

    /** Whether something is this very version of the object, and nothing in it differs. */
    public boolean isSameAs(KubeObject other) {
      return !content.isEmpty()
          && metadata.resourceVersion().equals(other.resourceVersion())
          && content.equals(ContentDigest.of(other));
    }
  }
}

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
   */
  record Present(
      KubeObject metadata,
      Optional<AppliedState> applied,
      boolean hasForeignFields,
      String settledFor)
      implements Sighting {}
}

package dev.millrace.kustomize.remote;

import dev.millrace.kustomize.problem.KustomizeException;

/**
 * What a build may use of other hosts. A build never uses the network itself: it finds here what
 * was fetched before, and fails at what was not.
 */
@FunctionalInterface
public interface RemoteBases {
  /** Refuses them all. */
  RemoteBases REFUSED =
      (reference, _) -> {
        throw new KustomizeException(
            "remote reference '"
                + RemoteReference.shown(reference)
                + "' is refused: builds never use the network; add it as a source of its own, or"
                + " copy it into this one");
      };

  /** What a kustomization can do with what a reference leads to. */
  enum Wanted {
    /** A file, such as a patch. */
    FILE,
    /** A folder with a kustomization, such as a component. */
    FOLDER,
    /** Either of them: a resource. */
    RESOURCE
  }

  /**
   * What a reference leads to.
   *
   * @param reference as the kustomization has it
   * @throws KustomizeException if it must not be used, or is not here
   */
  RemoteContent find(String reference, Wanted wanted);
}

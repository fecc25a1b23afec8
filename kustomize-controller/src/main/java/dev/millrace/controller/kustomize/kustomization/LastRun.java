package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.controller.kustomize.build.BuildInputs;
import java.util.Set;

/**
 * What is remembered of a run that applied everything.
 *
 * @param uid of the Kustomization, so that another one of its name is not taken for it
 * @param generation of its spec
 * @param artifactDigest what the inputs were found in
 * @param variables the digest of the variables
 * @param inputs what the build looked at
 * @param state the state that the objects were left in
 * @param unwatched managed objects whose state does not matter: hooks
 * @param spared how many runs since then had nothing to do
 */
record LastRun(
    String uid,
    long generation,
    String artifactDigest,
    String variables,
    BuildInputs inputs,
    String state,
    Set<ObjectRef> unwatched,
    int spared) {

  /** Copies the set. */
  LastRun {
    unwatched = Set.copyOf(unwatched);
  }

  /** Of the objects in an inventory those whose state matters. */
  Inventory watched(Inventory inventory) {
    return Inventory.of(
        inventory.entries().stream().filter(entry -> !unwatched.contains(entry.ref())).toList());
  }

  /** One more run that had nothing to do, the inputs being the same in an artifact. */
  LastRun sparing(String digest) {
    return new LastRun(uid, generation, digest, variables, inputs, state, unwatched, spared + 1);
  }
}

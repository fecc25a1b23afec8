package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.git.remote.PushTarget.Movement;
import dev.millrace.runtime.flags.FeatureGates;

/** What happens to a push branch that is not the one checked out (FLUX.md 7, 1.10). */
enum BranchRule {
  /**
   * Commits are added to it as long as it holds nothing but ours on top of an unchanged checkout;
   * else it is built anew from the checkout, and what it held is overwritten.
   */
  REBUILD_WHEN_OUTDATED,
  /** Commits are always added to it; nothing is ever overwritten. */
  ADD,
  /** It is built anew for every commit, and what it held is overwritten. */
  REBUILD,
  /** It is built anew for every commit, which fails if that would lose what it held. */
  REBUILD_WITHOUT_LOSS;

  /** A pull request shows what is to be merged, and nothing else. */
  static final BranchRule FOR_PULL_REQUESTS = REBUILD;

  /** The rule that the feature gates ask for. */
  static BranchRule of(FeatureGates gates) {
    boolean force = gates.on("GitForcePushBranch");
    boolean seesBranch = gates.on("GitAllBranchReferences");
    if (force) {
      return seesBranch ? REBUILD_WHEN_OUTDATED : REBUILD;
    }
    return seesBranch ? ADD : REBUILD_WITHOUT_LOSS;
  }

  /**
   * Whether a branch that exists is added to.
   *
   * @param isUpToDate whether it is as we left it, on top of an unchanged checkout
   */
  boolean adds(boolean isUpToDate) {
    return switch (this) {
      case REBUILD_WHEN_OUTDATED -> isUpToDate;
      case ADD -> true;
      case REBUILD, REBUILD_WITHOUT_LOSS -> false;
    };
  }

  /** How a branch that is built anew may be moved. */
  Movement rebuilding() {
    return this == REBUILD_WITHOUT_LOSS ? Movement.FORWARD : Movement.FORCED;
  }
}

package dev.millrace.e2e.story;

import java.util.List;

/** The whole story, in order. */
public final class Story {
  private Story() {}

  /** The steps of the story; each builds on what the ones before it left behind. */
  public static List<Step> steps() {
    return List.of(
        new FirstDeploy(),
        new CommitChangesAnOverlay(),
        new DriftIsReverted(),
        new NewImageTagIsCommitted(),
        new FailedUpgradeIsRolledBack(),
        new AlertsArrived());
  }
}

package dev.millrace.e2e.commands;

import dev.millrace.e2e.story.Step;
import java.util.List;

/** The programs that people use, each by what it asks of the cluster (FLUX.md 8). */
public final class Commands {
  private Commands() {}

  /** One step for each; they expect the end of the story. */
  public static List<Step> steps() {
    return List.of(
        new FluxChecks(),
        new FluxGets(),
        new FluxTraces(),
        new FluxShowsReleases(),
        new FluxCreatesAndDeletes(),
        new FluxExportsEveryKind(),
        new FluxDiffs(),
        new FluxReconciles(),
        new FluxTriggersReceivers(),
        new FluxSuspendsAndResumes(),
        new FluxListsATree(),
        new FluxDebugsKustomizations(),
        new FluxReadsLogsAndEvents(),
        new HelmListsReleases(),
        new StatusPageShowsTheStory(),
        new TracesFollowACommit());
  }
}

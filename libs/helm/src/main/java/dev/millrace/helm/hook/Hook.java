package dev.millrace.helm.hook;

import java.util.List;

/**
 * An object that is created around a release's actions and is no part of the release.
 *
 * @param path the template it comes from
 * @param manifest its document
 * @param weight lower ones run first
 * @param deletePolicies the words of the annotation; {@link HookDeletePolicy} knows those with a
 *     meaning
 * @param outputLogPolicies the words of the annotation
 */
public record Hook(
    String name,
    String kind,
    String path,
    String manifest,
    List<HookEvent> events,
    HookExecution lastRun,
    long weight,
    List<String> deletePolicies,
    List<String> outputLogPolicies) {

  /** Defensive copies. */
  public Hook {
    events = List.copyOf(events);
    deletePolicies = List.copyOf(deletePolicies);
    outputLogPolicies = List.copyOf(outputLogPolicies);
  }

  /** Whether it runs at this event. */
  public boolean runsAt(HookEvent event) {
    return events.contains(event);
  }

  /** Whether it is removed then; without any policy, before the next creation. */
  public boolean isDeleted(HookDeletePolicy when) {
    return deletePolicies.isEmpty()
        ? when == HookDeletePolicy.BEFORE_HOOK_CREATION
        : deletePolicies.contains(when.text());
  }

  /** Whether its logs are wanted after a run with that result. */
  public boolean logsWanted(HookPhase result) {
    return switch (result) {
      case SUCCEEDED -> outputLogPolicies.contains(HookDeletePolicy.HOOK_SUCCEEDED.text());
      case FAILED -> outputLogPolicies.contains(HookDeletePolicy.HOOK_FAILED.text());
      case NONE, UNKNOWN, RUNNING -> false;
    };
  }

  /** The same hook with another manifest. */
  public Hook withManifest(String newManifest) {
    return new Hook(
        name, kind, path, newManifest, events, lastRun, weight, deletePolicies, outputLogPolicies);
  }

  /** The same hook after or during a run. */
  public Hook withLastRun(HookExecution run) {
    return new Hook(
        name, kind, path, manifest, events, run, weight, deletePolicies, outputLogPolicies);
  }
}

package dev.millrace.chaos.play;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a chat heard in a play, beside what it has to hear. */
public final class Notifications {
  private final List<String> heard;
  private final List<String> wanted;

  /**
   * @param bodies of the messages that arrived
   * @param commits that were deployed, oldest first; the last one is the automation's
   */
  Notifications(List<String> bodies, List<String> commits) {
    this.heard = bodies.stream().map(Notifications::news).toList();
    this.wanted = wanted(commits);
  }

  /** What was never told. */
  public List<String> lost() {
    return wanted.stream().filter(each -> !heard.contains(each)).toList();
  }

  /** What was told again although it had been told, as often as it was. */
  public List<String> repeated() {
    return wanted.stream().flatMap(this::repetitionsOf).toList();
  }

  private Stream<String> repetitionsOf(String news) {
    return Collections.nCopies(Math.max(0, Collections.frequency(heard, news) - 1), news).stream();
  }

  /**
   * Each commit is fetched and applied, each version of the chart released, the image committed.
   */
  private static List<String> wanted(List<String> commits) {
    List<String> wanted = new ArrayList<>();
    for (String commit : commits) {
      wanted.add("GitRepository NewArtifact main@sha1:" + commit);
      wanted.add("Kustomization ReconciliationSucceeded main@sha1:" + commit);
    }
    wanted.add("HelmRelease Succeeded 0.1.0");
    wanted.add("HelmRelease Succeeded 0.2.0");
    wanted.add("ImageUpdateAutomation Succeeded main@sha1:" + commits.getLast());
    return List.copyOf(wanted);
  }

  /** Who, what and of which revision; an install that was cut is upgraded, which is as good. */
  private static String news(String body) {
    Map<?, ?> event = Serialization.unmarshal(body, Map.class);
    String kind = text(event, "involvedObject", "kind");
    String reason = String.valueOf(event.get("reason"));
    if (kind.equals("HelmRelease")) {
      reason = reason.replaceFirst("^(Install|Upgrade)", "");
    }
    return kind + " " + (tellsOfRemoval(event) ? "Removal" : reason) + " " + revision(event);
  }

  /** The end of a Kustomization is told with the reason and the revision of its last run. */
  private static boolean tellsOfRemoval(Map<?, ?> event) {
    return String.valueOf(event.get("message")).strip().endsWith(" deleted");
  }

  private static String revision(Map<?, ?> event) {
    return text(event, "metadata", "revision");
  }

  private static String text(Map<?, ?> event, String part, String field) {
    return event.get(part) instanceof Map<?, ?> map ? String.valueOf(map.get(field)) : "";
  }
}

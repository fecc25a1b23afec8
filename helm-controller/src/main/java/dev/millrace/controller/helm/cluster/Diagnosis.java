package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.Tree;
import dev.millrace.cluster.ClusterConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says why a workload does not work: which pod, in which state, with its last events and log lines,
 * as far as the identity that releases may see them.
 */
final class Diagnosis {
  private static final int MAX_WORKLOADS = 3;
  private static final int MAX_LINES = 3;
  private static final int MAX_LENGTH = 300;

  private final ClusterConnection cluster;
  private final KnownSecrets secrets;

  /**
   * @param secrets what is kept out of what pods say
   */
  Diagnosis(ClusterConnection cluster, KnownSecrets secrets) {
    this.cluster = cluster;
    this.secrets = secrets;
  }

  /** What is wrong with these objects; empty where nothing can be found out. */
  String of(List<KubeObject> unhealthy) {
    List<String> findings = new ArrayList<>();
    for (KubeObject object : unhealthy) {
      if (findings.size() < MAX_WORKLOADS) {
        findings.addAll(about(object));
      }
    }
    return String.join("; ", findings);
  }

  /** An identity that may not look around is no reason to hide the first problem. */
  private List<String> about(KubeObject object) {
    try {
      return pods(object).stream()
          .filter(pod -> !problem(pod).isEmpty())
          .min(Comparator.comparing(KubeObject::name))
          .map(pod -> object + ": " + describe(pod))
          .stream()
          .toList();
    } catch (ApiFailure _) {
      return List.of();
    }
  }

  private List<KubeObject> pods(KubeObject object) {
    if (object.kind().equals("Pod")) {
      return cluster.get(object.apiVersion(), object.ref()).stream().toList();
    }
    String selector =
        Tree.map(live(object).tree(), "spec", "selector", "matchLabels").entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
    return selector.isEmpty()
        ? List.of()
        : cluster.list(new WatchTarget("v1", "Pod", object.namespace(), "", selector, ""));
  }

  /** The selector of a Job is made by the server. */
  private KubeObject live(KubeObject object) {
    return Tree.map(object.tree(), "spec", "selector", "matchLabels").isEmpty()
        ? cluster.get(object.apiVersion(), object.ref()).orElse(object)
        : object;
  }

  private String describe(KubeObject pod) {
    StringBuilder text = new StringBuilder("pod ").append(pod.name()).append(" ");
    text.append(secrets.scrub(problem(pod)));
    lastEvent(pod).ifPresent(event -> text.append("; last event: ").append(trimmed(event)));
    lastLines(pod).ifPresent(lines -> text.append("; last log lines: ").append(trimmed(lines)));
    return text.toString();
  }

  /** What keeps a pod from working; empty if nothing does. */
  private static String problem(KubeObject pod) {
    for (Object status : Tree.list(pod.tree(), "status", "containerStatuses")) {
      String name = Tree.string(status, "name");
      Map<String, @Nullable Object> waiting = Tree.map(status, "state", "waiting");
      if (!waiting.isEmpty()) {
        return "waits with container %s: %s %s"
            .formatted(name, Tree.string(waiting, "reason"), Tree.string(waiting, "message"))
            .strip();
      }
      if (Tree.get(status, "state", "terminated", "exitCode") instanceof Long code && code != 0) {
        return "has container %s ended with code %d".formatted(name, code);
      }
      if (!Boolean.TRUE.equals(Tree.get(status, "ready"))
          && !Tree.string(pod.tree(), "status", "phase").equals("Succeeded")) {
        return "runs, but container %s is not ready".formatted(name);
      }
    }
    return unscheduled(pod);
  }

  private static String unscheduled(KubeObject pod) {
    for (Object condition : Tree.list(pod.tree(), "status", "conditions")) {
      boolean pending =
          Tree.string(condition, "type").equals("PodScheduled")
              && Tree.string(condition, "status").equals("False");
      if (pending) {
        return "can't be scheduled: " + Tree.string(condition, "message");
      }
    }
    return "";
  }

  private Optional<String> lastEvent(KubeObject pod) {
    try {
      return cluster.list(new WatchTarget("v1", "Event", pod.namespace(), "", "", "")).stream()
          .filter(event -> Tree.string(event.tree(), "involvedObject", "uid").equals(pod.uid()))
          .filter(event -> Tree.string(event.tree(), "type").equals("Warning"))
          .max(Comparator.comparing(event -> Tree.string(event.tree(), "lastTimestamp")))
          .map(event -> Tree.string(event.tree(), "message"));
    } catch (ApiFailure _) {
      return Optional.empty();
    }
  }

  private Optional<String> lastLines(KubeObject pod) {
    String container =
        Tree.list(pod.tree(), "spec", "containers").stream()
            .findFirst()
            .map(first -> Tree.string(first, "name"))
            .orElse("");
    try {
      String log = cluster.log(pod.namespace(), pod.name(), container, MAX_LINES).strip();
      return log.isEmpty() ? Optional.empty() : Optional.of(log.replace("\n", " | "));
    } catch (ApiFailure _) {
      return Optional.empty();
    }
  }

  /** What is secret goes first: the start of a value that was cut could not be told any more. */
  private String trimmed(String text) {
    String shown = secrets.scrub(text);
    return shown.length() <= MAX_LENGTH ? shown : shown.substring(0, MAX_LENGTH) + "...";
  }
}

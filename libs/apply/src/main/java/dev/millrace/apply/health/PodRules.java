package dev.millrace.apply.health;

import dev.millrace.apply.health.Fields.ReportedCondition;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of pods. */
final class PodRules {

  private static final Duration TIME_TO_SCHEDULE = Duration.ofSeconds(15);

  private final Clock clock;

  PodRules(Clock clock) {
    this.clock = clock;
  }

  Health pod(Fields fields) {
    List<ReportedCondition> conditions = fields.conditions();
    String phase = fields.text("", "status", "phase");
    return switch (phase) {
      case "Succeeded" -> Health.current("Pod has completed successfully");
      case "Failed" -> Health.current("Pod has completed, but not successfully");
      case "Running" -> running(fields, conditions);
      case "Pending" -> pending(fields, conditions);
      case "" -> Health.inProgress("PodNotObserved", "Pod phase not available");
      default -> throw new MalformedStatus("The phase " + phase + " of a pod is not known.");
    };
  }

  /** What is asked of a pod that is a hook. */
  static Health mustComplete(Fields fields) {
    String phase = fields.text("", "status", "phase");
    return switch (phase) {
      case "Succeeded" -> Health.current("Pod has completed successfully");
      case "Failed" -> Health.failed("PodFailed", "Pod has completed, but not successfully");
      default -> Health.inProgress("PodNotCompleted", "Pod has not completed");
    };
  }

  /** Whether the scheduler found no place for a pod. */
  static boolean isUnschedulable(List<ReportedCondition> conditions) {
    return conditions.stream()
        .filter(condition -> condition.isFalse("PodScheduled"))
        .findFirst()
        .filter(condition -> condition.reason().equals("Unschedulable"))
        .isPresent();
  }

  private static Health running(Fields fields, List<ReportedCondition> conditions) {
    if (conditions.stream().anyMatch(condition -> condition.isTrue("Ready"))) {
      return Health.current("Pod is Ready");
    }
    List<String> crashing = crashingContainers(fields);
    return crashing.isEmpty()
        ? Health.inProgress("PodRunningNotReady", "Pod is running but is not Ready")
        : Health.failed(
            "ContainerCrashLooping",
            "Containers in CrashLoop state: " + String.join(",", crashing));
  }

  private static List<String> crashingContainers(Fields fields) {
    List<?> statuses = fields.strictList("status", "containerStatuses").orElse(List.of());
    List<String> names = new ArrayList<>();
    for (Object status : statuses) {
      String name = part(status, "name", String.class);
      Map<?, ?> state = name == null ? null : part(status, "state", Map.class);
      Map<?, ?> waiting = state == null ? null : part(state, "waiting", Map.class);
      String reason = waiting == null ? null : part(waiting, "reason", String.class);
      if (name != null && "CrashLoopBackOff".equals(reason)) {
        names.add(name);
      }
    }
    return names;
  }

  private static <T> @Nullable T part(@Nullable Object node, String key, Class<T> type) {
    if (!(node instanceof Map<?, ?> map)) {
      throw malformedContainer(key);
    }
    if (!map.containsKey(key)) {
      return null;
    }
    Object value = map.get(key);
    if (!type.isInstance(value)) {
      throw malformedContainer(key);
    }
    return type.cast(value);
  }

  private static MalformedStatus malformedContainer(String key) {
    return new MalformedStatus(
        "The status of a container is malformed around its field " + key + ".");
  }

  private Health pending(Fields fields, List<ReportedCondition> conditions) {
    if (!isUnschedulable(conditions)) {
      return Health.inProgress("PodPending", "Pod is in the Pending phase");
    }
    Instant deadline = created(fields).plus(TIME_TO_SCHEDULE);
    return clock.instant().isBefore(deadline)
        ? Health.inProgress("PodNotScheduled", "Pod has not been scheduled")
        : Health.failed("PodUnschedulable", "Pod could not be scheduled");
  }

  private static Instant created(Fields fields) {
    try {
      return OffsetDateTime.parse(fields.text("", "metadata", "creationTimestamp")).toInstant();
    } catch (DateTimeException _) {
      return Instant.EPOCH;
    }
  }
}

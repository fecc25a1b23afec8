package dev.millrace.apply.health;

import dev.millrace.apply.health.Fields.ReportedCondition;
import java.util.Optional;

/** The rules of Jobs: kstatus is content with a Job that runs, Flux waits until it is done. */
final class JobRules {

  private JobRules() {}

  static Health startedIsEnough(Fields fields) {
    return finished(fields)
        .orElseGet(
            () ->
                isStarted(fields)
                    ? Health.current(progress(fields))
                    : Health.inProgress("JobNotStarted", "Job not started"));
  }

  /** What Flux asks of a Job: complete, or suspended on purpose (FLUX.md 3.6). */
  static Health mustComplete(Fields fields) {
    if (Boolean.TRUE.equals(fields.object().get("spec", "suspend"))) {
      return Health.current("Job is suspended");
    }
    return finished(fields).orElseGet(() -> unfinished(fields));
  }

  private static Health unfinished(Fields fields) {
    return isStarted(fields)
        ? Health.inProgress("JobInProgress", progress(fields))
        : Health.inProgress("JobNotStarted", "Job not started. active: 0/" + parallelism(fields));
  }

  private static Optional<Health> finished(Fields fields) {
    long completions = fields.number(parallelism(fields), "spec", "completions");
    for (ReportedCondition condition : fields.conditions()) {
      if (condition.isTrue("Complete")) {
        long succeeded = fields.number(0, "status", "succeeded");
        return Optional.of(
            Health.current("Job Completed. succeeded: " + succeeded + "/" + completions));
      }
      if (condition.isTrue("Failed")) {
        long failed = fields.number(0, "status", "failed");
        return Optional.of(
            Health.failed("JobFailed", "Job Failed. failed: " + failed + "/" + completions));
      }
    }
    return Optional.empty();
  }

  private static long parallelism(Fields fields) {
    return fields.number(1, "spec", "parallelism");
  }

  private static boolean isStarted(Fields fields) {
    return !fields.text("", "status", "startTime").isEmpty();
  }

  private static String progress(Fields fields) {
    return "Job in progress. success:%d, active: %d, failed: %d"
        .formatted(
            fields.number(0, "status", "succeeded"),
            fields.number(0, "status", "active"),
            fields.number(0, "status", "failed"));
  }
}

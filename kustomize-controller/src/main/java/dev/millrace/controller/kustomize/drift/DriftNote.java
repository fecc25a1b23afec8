package dev.millrace.controller.kustomize.drift;

import dev.millrace.api.meta.GoDuration;
import dev.millrace.apply.drift.FieldChange;
import dev.millrace.apply.observe.Drift;
import dev.millrace.apply.observe.DriftPace;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A change that somebody else made to a managed object, for an event about its revert.
 *
 * @param drift what was changed, secret values masked
 * @param answer how it is answered
 */
public record DriftNote(Drift drift, DriftPace.Answer answer) {
  private static final int MAX_VALUE_LENGTH = 120;

  /** What happened, and what was done about it. */
  public String text() {
    String what =
        drift.deleted()
            ? drift.ref() + " was deleted and is applied again"
            : drift.ref() + " drifted and is reverted: " + fields();
    return answer.isQuarrel() ? what + quarrel() : what;
  }

  private String fields() {
    return drift.fields().stream().map(DriftNote::text).collect(Collectors.joining("; "));
  }

  private static String text(FieldChange change) {
    String what =
        switch (change.kind()) {
          case ADDED -> "was added with value " + value(change.after());
          case CHANGED -> "changed from " + value(change.before()) + " to " + value(change.after());
          case REMOVED -> "was removed, it was " + value(change.before());
        };
    String who = change.manager().isEmpty() ? "" : " by " + change.manager();
    return change.path() + " " + what + who;
  }

  private static String value(@Nullable Object value) {
    String text = value instanceof String string ? "'" + string + "'" : String.valueOf(value);
    return text.length() <= MAX_VALUE_LENGTH ? text : text.substring(0, MAX_VALUE_LENGTH - 1) + "…";
  }

  private String quarrel() {
    return " (%d times lately; somebody seems to revert every revert, so the next one waits %s: "
            .formatted(answer.times(), GoDuration.of(answer.nextDelay()).text())
        + "let only one of the two manage it, or list the field in spec.ignore)";
  }
}

package dev.millrace.controller.notification.statuspage.model;

import dev.millrace.apply.object.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition of an object.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param since when the status changed, as it is written; empty when nobody said so
 */
public record Condition(
    String type, String status, String reason, MaskedText message, String since) {
  private static final int MOST = 30;

  static List<Condition> of(@Nullable Object object) {
    return Tree.list(object, "status", "conditions").stream()
        .limit(MOST)
        .map(
            each ->
                new Condition(
                    Words.of(each, "type"),
                    Words.of(each, "status"),
                    Words.of(each, "reason"),
                    MaskedText.of(Tree.string(each, "message")),
                    Words.of(each, "lastTransitionTime")))
        .toList();
  }

  boolean is(String wantedType, String wantedStatus) {
    return type.equals(wantedType) && status.equals(wantedStatus);
  }
}

package dev.millrace.controller.notification.statuspage.model;

import dev.millrace.apply.object.Tree;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event about an object; those about changes and drift tell what was changed.
 *
 * @param warning whether it tells of something that went wrong
 * @param last when it was seen last
 * @param count how often it was seen
 */
public record EventLine(
    boolean warning, String reason, MaskedText message, String last, long count) {
  private static final int MOST = 30;

  /** The events of a list by Kubernetes, the newest first. */
  public static List<EventLine> of(@Nullable Object list) {
    return Tree.list(list, "items").stream()
        .map(each -> of(each, Words.of(each, "lastTimestamp")))
        .sorted(Comparator.comparing(EventLine::last).reversed())
        .limit(MOST)
        .toList();
  }

  private static EventLine of(@Nullable Object event, String last) {
    return new EventLine(
        Tree.string(event, "type").equals("Warning"),
        Words.of(event, "reason"),
        MaskedText.of(Tree.string(event, "message")),
        last.isEmpty() ? Words.of(event, "eventTime") : last,
        Tree.get(event, "count") instanceof Number count ? count.longValue() : 1);
  }

  /** Whether it was seen more than once. */
  public boolean isRepeated() {
    return count > 1;
  }
}

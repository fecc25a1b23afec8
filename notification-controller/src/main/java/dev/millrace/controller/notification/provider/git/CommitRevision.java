package dev.millrace.controller.notification.provider.git;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.NotificationFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the commit that an event is about. */
final class CommitRevision {
  private static final Pattern NAMED = Pattern.compile("(?:.*@)?sha1:([0-9a-fA-F]{40})");
  private static final Pattern OLD_FORM = Pattern.compile(".+/([0-9a-fA-F]{40})");

  private CommitRevision() {}

  /**
   * The SHA-1 in the first of the event's {@code commit}, {@code originRevision} and {@code
   * revision} that is there.
   *
   * @throws NotificationFailure when there is none of them, or it names no Git commit
   */
  static String of(Event event) {
    String revision =
        Stream.of("commit", "originRevision", "revision")
            .map(event::meta)
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElseThrow(() -> new NotificationFailure("the event names no revision"));
    for (Pattern form : new Pattern[] {NAMED, OLD_FORM}) {
      Matcher matcher = form.matcher(revision);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    throw new NotificationFailure(
        "the revision '%s' of the event is not that of a Git commit".formatted(revision));
  }
}

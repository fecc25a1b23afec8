package dev.millrace.controller.notification.receiver;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;

/** What makes a body a CDEvent of specification 0.4: its context, and a subject that fits it. */
final class CdEvent {
  private static final Pattern TYPE =
      Pattern.compile("dev\\.cdevents\\.([a-z]+)\\.([a-z]+)\\.(\\d+\\.\\d+\\.\\d+(-.+)?)");
  private static final Set<String> RUN = Set.of("queued", "started", "finished");
  private static final Set<String> LIFE = Set.of("created", "modified", "deleted");
  private static final Map<String, Set<String>> VOCABULARY =
      Map.ofEntries(
          Map.entry("pipelinerun", RUN),
          Map.entry("taskrun", Set.of("started", "finished")),
          Map.entry("repository", LIFE),
          Map.entry("branch", Set.of("created", "deleted")),
          Map.entry("change", Set.of("created", "reviewed", "merged", "abandoned", "updated")),
          Map.entry("build", RUN),
          Map.entry("testcaserun", Set.of("queued", "started", "finished", "skipped")),
          Map.entry("testsuiterun", RUN),
          Map.entry("testoutput", Set.of("published")),
          Map.entry("artifact", Set.of("packaged", "signed", "published", "downloaded", "deleted")),
          Map.entry("environment", LIFE),
          Map.entry(
              "service", Set.of("deployed", "upgraded", "rolledback", "removed", "published")),
          Map.entry("incident", Set.of("detected", "reported", "resolved")),
          Map.entry("ticket", Set.of("created", "updated", "closed")));

  private CdEvent() {}

  /**
   * Accepts an event.
   *
   * @throws RejectedCall saying what is wrong with it
   */
  static void require(Payload event) {
    Payload context = event.part("context");
    context.requireTexts("version", "id", "source", "type", "timestamp");
    Matcher type = TYPE.matcher(context.text("type"));
    if (!type.matches()
        || !VOCABULARY.getOrDefault(type.group(1), Set.of()).contains(type.group(2))) {
      throw new RejectedCall("the body is no CDEvent of a known type");
    }
    requirePresent(context, "version", "id", "source");
    requireTime(context.text("timestamp"));
    Payload subject = event.part("subject").requireTexts("id", "source", "type");
    if (!subject.has("content")) {
      throw new RejectedCall("the CDEvent has no subject.content");
    }
    subject.part("content");
  }

  private static void requirePresent(Payload context, String... fields) {
    for (String field : fields) {
      if (context.text(field).isEmpty()) {
        throw new RejectedCall("the CDEvent has no context." + field);
      }
    }
  }

  private static void requireTime(String timestamp) {
    try {
      OffsetDateTime.parse(timestamp);
    } catch (DateTimeException _) {
      throw new RejectedCall("the CDEvent has no context.timestamp in the form of RFC 3339");
    }
  }
}

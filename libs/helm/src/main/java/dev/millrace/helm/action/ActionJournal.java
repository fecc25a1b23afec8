package dev.millrace.helm.action;

import dev.millrace.yaml.GoJson;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The last things that an action did on the cluster, in the form in which Flux adds the lines of
 * Helm's log to the event of a failure (FLUX.md 4.1). Names objects and never shows what is in
 * them. Thread-safe.
 */
public final class ActionJournal {
  private static final int MAX_LINES = 10;
  private static final int MAX_LENGTH = 300;

  private final InstantSource clock;
  private final Deque<Line> lines = new ArrayDeque<>();

  /** Something that was done, perhaps several times in a row. */
  private record Line(String text, Instant first, Instant last, int times) {
    Line again(Instant now) {
      return new Line(text, first, now, times + 1);
    }

    String shown() {
      String shown = first + ": " + text;
      if (times > 1) {
        shown += "\n" + last + ": " + text;
      }
      int omitted = times - 2;
      return omitted > 0
          ? shown + " (%d duplicate %s omitted)".formatted(omitted, omitted == 1 ? "line" : "lines")
          : shown;
    }
  }

  /** An empty journal. */
  public ActionJournal(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Notes that something is done; the oldest line goes when there are more than ten.
   *
   * @param facts for machines; never secret
   */
  synchronized void note(String what, Map<String, ?> facts) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String text = trimmed(what + ": " + GoJson.write(new TreeMap<>(facts)));
    Line last = lines.peekLast();
    if (last != null && last.text().equals(text)) {
      lines.removeLast();
      lines.addLast(last.again(now));
      return;
    }
    lines.addLast(new Line(text, now, now, 1));
    if (lines.size() > MAX_LINES) {
      lines.removeFirst();
    }
  }

  private static String trimmed(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
  }

  /** The lines, the oldest first; empty when nothing was done. */
  public synchronized String text() {
    return lines.stream().map(Line::shown).collect(Collectors.joining("\n"));
  }
}

package dev.millrace.apply.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages that {@link DriftReport} wrote, be it among other lines or cut at the end. What
 * does not read like that is left out.
 */
public final class DriftReader {
  private static final int MOST = 200;
  private static final String OBJECT = "([\\w.:-]++(?:/[\\w.:-]++){1,2})";
  private static final String VALUE = "(?:'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'|[\\w.+-]++)";

  private static final Pattern REVERTED =
      Pattern.compile("^" + OBJECT + Pattern.quote(DriftReport.REVERTED));
  private static final Pattern RESTORED =
      Pattern.compile("^" + OBJECT + Pattern.quote(DriftReport.RESTORED));
  private static final Pattern CHANGED =
      Pattern.compile("^" + OBJECT + Pattern.quote(DriftReport.CHANGED) + "(?=/)");
  private static final Pattern REMOVED =
      Pattern.compile("^" + OBJECT + Pattern.quote(DriftReport.REMOVED) + "$");
  private static final Pattern FIELD_CHANGE =
      Pattern.compile(
          "(/\\S*+) (?:was added with value (?<added>"
              + VALUE
              + ")|changed from (?<from>"
              + VALUE
              + ") to (?<to>"
              + VALUE
              + ")|was removed, it was (?<removed>"
              + VALUE
              + "))(?: by (?<by>[\\w.:/@+-]++))?");
  private static final Pattern FIELD =
      Pattern.compile(
          "(/[^\\s,]*+)(?:"
              + Pattern.quote(DriftReport.VALUES_START)
              + "(?:"
              + DriftReport.WANTED
              + "(?<wanted>"
              + VALUE
              + "))?(?:"
              + DriftReport.BETWEEN_FIELDS
              + ")?(?:"
              + DriftReport.FOUND
              + "(?<found>"
              + VALUE
              + "))?"
              + Pattern.quote(DriftReport.VALUES_END)
              + ")?");

  private final List<Difference> found = new ArrayList<>();
  private boolean corrected;

  private DriftReader() {}

  /** The differences that a message tells, in its order; at most 200. */
  public static List<Difference> read(String message) {
    DriftReader reader = new DriftReader();
    message.lines().forEach(reader::line);
    return reader.found.stream().limit(MOST).toList();
  }

  private void line(String line) {
    if (line.startsWith(DriftReport.RELEASE)) {
      corrected = line.endsWith(DriftReport.CORRECTED);
      return;
    }
    match(REVERTED, line).ifPresent(start -> fieldChanges(start, line));
    match(RESTORED, line).ifPresent(start -> missing(start.group(1), true));
    match(REMOVED, line).ifPresent(start -> missing(start.group(1), corrected));
    match(CHANGED, line).ifPresent(start -> fields(start, line));
  }

  private static Optional<Matcher> match(Pattern pattern, String line) {
    return Optional.of(pattern.matcher(line)).filter(Matcher::find);
  }

  private void missing(String object, boolean reverted) {
    found.add(new Difference(object, "", "", "", "", reverted));
  }

  private void fieldChanges(Matcher start, String line) {
    Matcher change = FIELD_CHANGE.matcher(line).region(start.end(), line.length());
    while (change.lookingAt()) {
      found.add(
          new Difference(
              start.group(1),
              change.group(1),
              firstOf(change.group("from"), change.group("removed")),
              firstOf(change.group("to"), change.group("added")),
              firstOf(change.group("by"), null),
              true));
      if (!line.startsWith(DriftReport.BETWEEN_CHANGES, change.end())) {
        return;
      }
      change.region(change.end() + DriftReport.BETWEEN_CHANGES.length(), line.length());
    }
  }

  private void fields(Matcher start, String line) {
    Matcher field = FIELD.matcher(line).region(start.end(), line.length());
    while (field.lookingAt()) {
      found.add(
          new Difference(
              start.group(1),
              field.group(1),
              firstOf(field.group("wanted"), null),
              firstOf(field.group("found"), null),
              "",
              corrected));
      if (!line.startsWith(DriftReport.BETWEEN_FIELDS, field.end())) {
        return;
      }
      field.region(field.end() + DriftReport.BETWEEN_FIELDS.length(), line.length());
    }
  }

  private static String firstOf(@Nullable String one, @Nullable String other) {
    if (one != null) {
      return one;
    }
    return other == null ? "" : other;
  }
}

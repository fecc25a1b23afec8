package dev.millrace.controller.notification.statuspage.model;

import dev.millrace.apply.report.Difference;
import dev.millrace.apply.report.DriftReader;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where what is in the cluster differed from what is wanted, as conditions and events told it.
 *
 * @param answer what became of it
 * @param object {@code Kind/namespace/name}
 * @param field which field; empty for the object as a whole
 * @param wanted what it should have been; empty if nothing, or if it was not told
 * @param found what it was; empty if nothing, or if it was not told
 * @param by who changed it; empty if unknown
 * @param note what else is to be said
 * @param when it was told last
 */
public record DifferenceLine(
    Answer answer,
    String object,
    String field,
    MaskedText wanted,
    MaskedText found,
    String by,
    MaskedText note,
    String when) {
  private static final int MOST = 50;

  /** The words of a controller for an object that the API server did not take (FLUX.md 3.3). */
  private static final Pattern REFUSAL =
      Pattern.compile("^(\\S{1,600}) dry-run failed(?: \\(\\w{1,100}\\))?: (.{1,4000})$");

  /** What became of a difference. */
  public enum Answer {
    REFUSED("refused", "failing"),
    STANDS("stands", "waiting"),
    REVERTED("reverted", "ready");

    private final String label;
    private final String style;

    Answer(String label, String style) {
      this.label = label;
      this.style = style;
    }

    /** A word for people. */
    public String label() {
      return label;
    }

    /** The name that the style sheet knows. */
    public String style() {
      return style;
    }
  }

  private record Place(String object, String field) {}

  /**
   * Those that conditions and events tell of, each place once. What is so now, a condition says;
   * events tell what was and was put right, the newest first. Both come masked, so nothing that was
   * masked there can be read here.
   */
  public static List<DifferenceLine> of(List<Condition> conditions, List<EventLine> events) {
    Map<Place, DifferenceLine> byPlace = new LinkedHashMap<>();
    Stream.concat(
            conditions.stream().map(DifferenceLine::told).flatMap(Collection::stream),
            events.stream()
                .map(event -> told(event.message(), event.last()))
                .flatMap(Collection::stream)
                .filter(line -> line.answer() == Answer.REVERTED))
        .forEach(line -> byPlace.putIfAbsent(new Place(line.object(), line.field()), line));
    return byPlace.values().stream().limit(MOST).toList();
  }

  /** Whether it was told what is wanted or what was found. */
  public boolean hasValues() {
    return !wanted.isEmpty() || !found.isEmpty();
  }

  private static List<DifferenceLine> told(Condition condition) {
    boolean holds = condition.is("Drifted", "True") || condition.is("Ready", "False");
    return holds ? told(condition.message(), condition.since()) : List.of();
  }

  private static List<DifferenceLine> told(MaskedText message, String when) {
    String text = message.toString();
    return Stream.concat(
            text.lines()
                .map(REFUSAL::matcher)
                .filter(Matcher::matches)
                .map(refusal -> refused(refusal, when)),
            DriftReader.read(text).stream().map(difference -> drifted(difference, when)))
        .toList();
  }

  private static DifferenceLine refused(Matcher refusal, String when) {
    return new DifferenceLine(
        Answer.REFUSED,
        Words.shortened(refusal.group(1)),
        "",
        MaskedText.NONE,
        MaskedText.NONE,
        "",
        MaskedText.of(refusal.group(2)),
        when);
  }

  private static DifferenceLine drifted(Difference difference, String when) {
    return new DifferenceLine(
        difference.reverted() ? Answer.REVERTED : Answer.STANDS,
        Words.shortened(difference.object()),
        Words.shortened(difference.field()),
        MaskedText.ofField(difference.field(), difference.wanted()),
        MaskedText.ofField(difference.field(), difference.found()),
        Words.shortened(difference.manager()),
        difference.field().isEmpty() ? MaskedText.of("was deleted") : MaskedText.NONE,
        when);
  }
}

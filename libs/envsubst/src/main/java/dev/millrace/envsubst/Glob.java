package dev.millrace.envsubst;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A shell pattern of {@code *}, {@code ?}, {@code [a-z]}, {@code [^a-z]} and {@code \}-escapes.
 * Text between stars is matched at the first place where it fits, so no pattern backtracks.
 */
final class Glob {
  private final List<Segment> segments;

  private Glob(List<Segment> segments) {
    this.segments = segments;
  }

  /**
   * Elements between stars.
   *
   * @param floating behind a star: may start anywhere
   */
  private record Segment(boolean floating, List<Element> elements) {}

  /** Something that consumes bytes of the text. */
  private sealed interface Element {
    /** The number of consumed bytes, or -1. */
    int consume(byte[] text, int at, int end);

    record Literal(byte value) implements Element {
      @Override
      public int consume(byte[] text, int at, int end) {
        return text[at] == value ? 1 : -1;
      }
    }

    record AnyCharacter() implements Element {
      @Override
      public int consume(byte[] text, int at, int end) {
        return Utf8.decode(text, at, end).width();
      }
    }

    record CharacterClass(boolean negated, List<Range> ranges) implements Element {
      @Override
      public int consume(byte[] text, int at, int end) {
        Utf8.Rune rune = Utf8.decode(text, at, end);
        boolean inside = ranges.stream().anyMatch(range -> range.contains(rune.value()));
        return inside != negated ? rune.width() : -1;
      }
    }
  }

  private record Range(int low, int high) {
    boolean contains(int value) {
      return low <= value && value <= high;
    }
  }

  /** Compiles a pattern; nothing if it is malformed. */
  static Optional<Glob> compile(byte[] pattern) {
    return new Compiler(pattern).compile();
  }

  /** Whether the first {@code end} bytes of a text match as a whole. */
  boolean matches(byte[] text, int end, StepBudget steps) {
    int at = 0;
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      boolean last = i == segments.size() - 1;
      if (segment.floating() && segment.elements().isEmpty()) {
        return true;
      }
      at = find(segment, text, at, end, last, steps);
      if (at < 0) {
        return false;
      }
    }
    return at == end;
  }

  /** Where the segment ends, or -1; the last segment must end with the text. */
  private static int find(
      Segment segment, byte[] text, int from, int end, boolean last, StepBudget steps) {
    for (int start = from; start <= end; start++) {
      int stop = match(segment.elements(), text, start, end, steps);
      if (stop >= 0 && (!last || stop == end)) {
        return stop;
      }
      if (!segment.floating()) {
        return -1;
      }
    }
    return -1;
  }

  private static int match(
      List<Element> elements, byte[] text, int start, int end, StepBudget steps) {
    int at = start;
    for (Element element : elements) {
      steps.spend();
      int width = at < end ? element.consume(text, at, end) : -1;
      if (width < 0) {
        return -1;
      }
      at += width;
    }
    return at;
  }

  private static final class Compiler {
    private final byte[] pattern;
    private int at;

    Compiler(byte[] pattern) {
      this.pattern = pattern;
    }

    Optional<Glob> compile() {
      List<Segment> segments = new ArrayList<>();
      while (at < pattern.length || segments.isEmpty()) {
        boolean floating = false;
        while (at < pattern.length && pattern[at] == '*') {
          floating = true;
          at++;
        }
        List<Element> elements = elements();
        if (elements == null) {
          return Optional.empty();
        }
        segments.add(new Segment(floating, elements));
      }
      return Optional.of(new Glob(segments));
    }

    private @Nullable List<Element> elements() {
      List<Element> elements = new ArrayList<>();
      while (at < pattern.length && pattern[at] != '*') {
        Element element = element();
        if (element == null) {
          return null;
        }
        elements.add(element);
      }
      return elements;
    }

    private @Nullable Element element() {
      byte c = pattern[at++];
      return switch (c) {
        case '?' -> new Element.AnyCharacter();
        case '[' -> characterClass();
        case '\\' -> at < pattern.length ? new Element.Literal(pattern[at++]) : null;
        default -> new Element.Literal(c);
      };
    }

    private @Nullable Element characterClass() {
      boolean negated = at < pattern.length && pattern[at] == '^';
      if (negated) {
        at++;
      }
      List<Range> ranges = new ArrayList<>();
      while (ranges.isEmpty() || pattern[at] != ']') {
        int low = classCharacter();
        int high = low;
        if (low >= 0 && pattern[at] == '-') {
          at++;
          high = classCharacter();
        }
        if (low < 0 || high < 0) {
          return null;
        }
        ranges.add(new Range(low, high));
      }
      at++;
      return new Element.CharacterClass(negated, ranges);
    }

    /** A character of a class, more of the pattern behind it; -1 if there is none. */
    private int classCharacter() {
      if (at >= pattern.length || pattern[at] == '-' || pattern[at] == ']') {
        return -1;
      }
      if (pattern[at] == '\\') {
        at++;
      }
      Utf8.Rune rune = Utf8.decode(pattern, at);
      at += rune.width();
      return rune.isInvalid() || rune.width() == 0 || at >= pattern.length ? -1 : rune.value();
    }
  }
}

package dev.millrace.gotemplate.sprig;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** A regular expression with the operations of Go's regexp package. */
final class Regex {
  private final Pattern pattern;

  Regex(Pattern pattern) {
    this.pattern = pattern;
  }

  boolean matches(String text) {
    return pattern.matcher(text).find();
  }

  /** The first match, or an empty text. */
  String find(String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group() : "";
  }

  /** The matches, at most so many; all of them where the limit is negative. */
  List<String> findAll(String text, long limit) {
    List<String> found = new ArrayList<>();
    forEachMatch(text, limit, matcher -> found.add(matcher.group()));
    return found;
  }

  /** Visits matches from left to right; an empty one right behind another does not count. */
  private void forEachMatch(String text, long limit, Consumer<Matcher> visitor) {
    Matcher matcher = pattern.matcher(text);
    long left = limit < 0 ? Long.MAX_VALUE : limit;
    int from = 0;
    int previousEnd = -1;
    while (left > 0 && from <= text.length() && matcher.find(from)) {
      boolean emptyHere = matcher.end() == from;
      boolean accepted = !emptyHere || matcher.start() != previousEnd;
      previousEnd = matcher.end();
      from = emptyHere ? next(text, from) : matcher.end();
      if (accepted) {
        visitor.accept(matcher);
        left--;
      }
    }
  }

  private static int next(String text, int index) {
    return index < text.length() ? text.offsetByCodePoints(index, 1) : index + 1;
  }

  String replaceLiteral(String text, String replacement, LongConsumer checkLength) {
    return replaceAll(text, (_, out) -> out.append(replacement), checkLength);
  }

  String replace(String text, String template, LongConsumer checkLength) {
    var replacement = RegexReplacement.parse(template, pattern.namedGroups());
    return replaceAll(text, replacement::append, checkLength);
  }

  private interface Replacement {
    void append(Matcher matcher, StringBuilder out);
  }

  private String replaceAll(String text, Replacement replacement, LongConsumer checkLength) {
    Matcher matcher = pattern.matcher(text);
    var out = new StringBuilder();
    int lastEnd = 0;
    int from = 0;
    while (from <= text.length() && matcher.find(from)) {
      int start = matcher.start();
      int end = matcher.end();
      out.append(text, lastEnd, start);
      // An empty match right behind another match is not replaced.
      if (end > lastEnd || start == 0) {
        replacement.append(matcher, out);
        checkLength.accept(out.length());
      }
      lastEnd = end;
      from = Math.max(end, next(text, from));
    }
    return out.append(text, lastEnd, text.length()).toString();
  }

  /** The parts between matches; see Go's {@code Regexp.Split}. The limit must not be zero. */
  List<String> split(String text, long limit) {
    if (text.isEmpty() && !pattern.pattern().isEmpty()) {
      return List.of("");
    }
    List<String> parts = new ArrayList<>();
    int[] bounds = {0, 0};
    forEachMatch(
        text,
        limit,
        matcher -> {
          if (limit > 0 && parts.size() >= limit - 1) {
            return;
          }
          bounds[1] = matcher.start();
          if (matcher.end() != 0) {
            parts.add(text.substring(bounds[0], matcher.start()));
          }
          bounds[0] = matcher.end();
        });
    if (bounds[1] != text.length()) {
      parts.add(text.substring(bounds[0]));
    }
    return parts;
  }
}

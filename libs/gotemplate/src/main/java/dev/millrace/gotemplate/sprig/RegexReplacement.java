package dev.millrace.gotemplate.sprig;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A replacement in which {@code $1}, {@code ${1}} and {@code $name} stand for groups. A name
 * without braces is as long as it can be: {@code $1W} is the group named 1W, not the first one.
 */
final class RegexReplacement {
  /** Text, or a reference to a group. */
  private sealed interface Part {
    record Literal(String text) implements Part {}

    record Group(int index) implements Part {}
  }

  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Integer> names;
  private final String template;
  private int index;

  private RegexReplacement(String template, Map<String, Integer> names) {
    this.template = template;
    this.names = names;
  }

  /** Reads a replacement for an expression with the named groups. */
  static RegexReplacement parse(String template, Map<String, Integer> names) {
    var replacement = new RegexReplacement(template, names);
    replacement.parse();
    return replacement;
  }

  void append(Matcher matcher, StringBuilder out) {
    for (Part part : parts) {
      switch (part) {
        case Part.Literal literal -> out.append(literal.text);
        case Part.Group group -> {
          String text = group.index <= matcher.groupCount() ? matcher.group(group.index) : null;
          out.append(text == null ? "" : text);
        }
      }
    }
  }

  private void parse() {
    while (index < template.length()) {
      int dollar = template.indexOf('$', index);
      if (dollar < 0) {
        parts.add(new Part.Literal(template.substring(index)));
        return;
      }
      parts.add(new Part.Literal(template.substring(index, dollar)));
      index = dollar + 1;
      parts.add(afterDollar());
    }
  }

  private Part afterDollar() {
    if (template.startsWith("$", index)) {
      index++;
      return new Part.Literal("$");
    }
    boolean brace = template.startsWith("{", index);
    int start = brace ? index + 1 : index;
    int end = start;
    while (end < template.length() && isNameCharacter(template.codePointAt(end))) {
      end += Character.charCount(template.codePointAt(end));
    }
    boolean closed = !brace || template.startsWith("}", end);
    if (end == start || !closed) {
      return new Part.Literal("$");
    }
    index = brace ? end + 1 : end;
    return reference(template.substring(start, end));
  }

  private Part reference(String name) {
    Integer number = number(name);
    Integer group = number == null ? names.get(name) : number;
    return group == null ? new Part.Literal("") : new Part.Group(group);
  }

  /** The name as the number of a group, or null where it is a real name. */
  private static @Nullable Integer number(String name) {
    boolean digits = name.length() <= 8 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    boolean leadingZero = name.startsWith("0") && name.length() > 1;
    return digits && !leadingZero ? Integer.valueOf(name) : null;
  }

  private static boolean isNameCharacter(int c) {
    return c == '_' || Character.isLetter(c) || Character.isDigit(c);
  }
}

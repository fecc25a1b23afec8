package dev.millrace.kustomize.node;

import dev.millrace.yaml.Position;
import dev.millrace.yaml.YamlNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds comments that hold JSON: beside a value, after the colon of a field, or on the line above
 * it. Kustomize takes such a comment for the schema of the field when it merges patches.
 */
final class SchemaComments {
  private static final Pattern ANY = Pattern.compile("#[ \\t]*\\{");
  private static final Pattern ALONE = Pattern.compile("\\s*#+\\s*(\\{.*\\})\\s*");
  private static final Pattern AFTER_COLON =
      Pattern.compile("\\s*:(?:\\s+[&!]\\S+)*\\s+#+\\s*(\\{.*\\})\\s*");

  private final List<String> lines;

  private SchemaComments(List<String> lines) {
    this.lines = lines;
  }

  /** The comments of a text; null when it can't have any. */
  static @Nullable SchemaComments in(String text) {
    return ANY.matcher(text).find() ? new SchemaComments(text.lines().toList()) : null;
  }

  /** The JSON in the comment behind a value that ends in the middle of a line, or null. */
  @Nullable String besideValue(YamlNode value) {
    boolean ends =
        switch (value) {
          case YamlNode.Scalar scalar ->
              scalar.style() != YamlNode.Style.LITERAL && scalar.style() != YamlNode.Style.FOLDED;
          case YamlNode.Sequence sequence -> sequence.flow();
          case YamlNode.Mapping mapping -> mapping.flow();
          case YamlNode.Alias _ -> false;
        };
    return ends ? match(ALONE, rest(value.end())) : null;
  }

  /** The JSON in the comment that belongs to a key: on its line, else alone on the line above. */
  @Nullable String besideKey(YamlNode key) {
    String behind = match(AFTER_COLON, rest(key.end()));
    if (behind != null) {
      return behind;
    }
    int above = key.start().line() - 2;
    boolean single = above < 1 || !line(above - 1).stripLeading().startsWith("#");
    return single ? match(ALONE, line(above)) : null;
  }

  private String rest(Position end) {
    String line = line(end.line() - 1);
    int column = end.column() - 1;
    return column >= line.length() ? "" : line.substring(line.offsetByCodePoints(0, column));
  }

  private String line(int index) {
    return index >= 0 && index < lines.size() ? lines.get(index) : "";
  }

  private static @Nullable String match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.matches() ? matcher.group(1) : null;
  }
}

package dev.millrace.helm.render;

import dev.millrace.yaml.Position;
import dev.millrace.yaml.YamlException;
import java.util.List;

/** YAML errors in the words of the Go library, which templates can print. */
final class GoYamlErrors {
  /** A part of our message, and what Go says; the first that fits counts. */
  private static final List<Words> WORDS =
      List.of(
          new Words("expected a value here", Lines.PARSER, "did not find expected node content"),
          new Words("expected ',' or ']'", Lines.PARSER, "did not find expected ',' or ']'"),
          new Words("expected ',' or '}'", Lines.PARSER, "did not find expected ',' or '}'"),
          new Words("expected '-' for", Lines.PARSER, "did not find expected '-' indicator"),
          new Words("expected the next key", Lines.PARSER, "did not find expected key"),
          new Words("other than 1.1", Lines.PARSER, "found incompatible YAML document"),
          new Words(
              "a map can't start here",
              Lines.SCANNER,
              "mapping values are not allowed in this context"),
          new Words(
              "a list item can't start here",
              Lines.SCANNER,
              "block sequence entries are not allowed in this context"),
          new Words("no ':' follows", Lines.SCANNER_NEXT, "could not find expected ':'"),
          new Words("is never closed", Lines.SCANNER_END, "found unexpected end of stream"),
          new Words(
              "text can't start", Lines.SCANNER, "found character that cannot start any token"),
          new Words(
              "a line can't start with a tab",
              Lines.SCANNER,
              "found character that cannot start any token"),
          new Words(
              "a tab can't be used",
              Lines.SCANNER,
              "found a tab character that violates indentation"),
          new Words("unknown escape", Lines.SCANNER, "found unknown escape character"),
          new Words("can't be 0", Lines.SCANNER, "found an indentation indicator equal to 0"),
          new Words(
              "on the line behind its",
              Lines.SCANNER,
              "did not find expected comment or line break"),
          new Words("unknown directive", Lines.SCANNER, "found unknown directive name"));

  private static final String UNKNOWN_ANCHOR = "unknown anchor '";

  /** How Go counts the line that it names, depending on the part of the library that fails. */
  private enum Lines {
    /** From 0; the end of the text is a line of its own. */
    PARSER,
    /** From 1. */
    SCANNER,
    /** From 1, one line below ours. */
    SCANNER_NEXT,
    /** The last line of the text, from 1. */
    SCANNER_END;

    /** The line, or 0 when the message has none: Go names no line for errors in the first one. */
    int of(Position position, String text) {
      int first = position.line() - 1;
      return switch (this) {
        case PARSER -> atEnd(position, text) && position.column() > 1 ? first + 1 : first;
        case SCANNER -> first == 0 ? 0 : first + 1;
        case SCANNER_NEXT -> first + 2;
        case SCANNER_END -> {
          int breaks = (int) text.chars().filter(c -> c == '\n').count();
          yield breaks == 0 ? 0 : breaks + 1;
        }
      };
    }

    private static boolean atEnd(Position position, String text) {
      return position.offset() >= text.codePointCount(0, text.length());
    }
  }

  private record Words(String ours, Lines lines, String gos) {
    String explain(Position position, String text) {
      int line = lines.of(position, text);
      return line == 0 ? gos : "line " + line + ": " + gos;
    }
  }

  private GoYamlErrors() {}

  /** What Go would say about a text; without an equivalent, our own words. */
  static String explain(YamlException e, String text) {
    Position position = e.position();
    String problem = e.problem();
    if (problem.contains("infinity")) {
      return "json: unsupported value: +Inf";
    }
    if (problem.startsWith(UNKNOWN_ANCHOR)) {
      return "yaml: " + problem + " referenced";
    }
    if (position == null) {
      return "yaml: " + problem;
    }
    return "yaml: "
        + WORDS.stream()
            .filter(words -> problem.contains(words.ours()))
            .map(words -> words.explain(position, text))
            .findFirst()
            .orElse("line " + position.line() + ": " + problem);
  }
}

package dev.millrace.helm.render;

import dev.millrace.yaml.Position;
import dev.millrace.yaml.YamlException;
import java.util.List;

/** YAML errors in the words of the Go library, which templates can print. */
final class GoYamlErrors {
  /** A part of our message, and what Go says; the first that fits counts. */
  private static final List<Words> WORDS =
      List.of(
          new Words("expected the node content", "did not find expected node content"),
          new Words("expected ',' or ']'", "did not find expected ',' or ']'"),
          new Words("expected ',' or '}'", "did not find expected ',' or '}'"),
          new Words("expected <block end>", "did not find expected key"),
          new Words(
              "mapping values are not allowed here",
              "mapping values are not allowed in this context"),
          new Words("could not find expected ':'", "could not find expected ':'"),
          new Words("found unexpected end of stream", "found unexpected end of stream"),
          new Words("cannot start any token", "found character that cannot start any token"),
          new Words("found undefined alias", "unknown anchor referenced"));

  private record Words(String ours, String gos) {}

  private GoYamlErrors() {}

  /** What Go would say; without an equivalent, our own words. */
  static String explain(YamlException e) {
    if (e.problem().contains("infinity")) {
      return "json: unsupported value: +Inf";
    }
    String problem =
        WORDS.stream()
            .filter(words -> e.problem().contains(words.ours()))
            .map(Words::gos)
            .findFirst()
            .orElse(e.problem());
    Position position = e.position();
    return "yaml: " + (position == null ? "" : "line " + position.line() + ": ") + problem;
  }
}

package dev.millrace.sops.format;

import dev.millrace.yaml.YamlNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Finds the comments of a YAML text. A comment begins at a {@code #} at the start of a line or
 * behind a blank, outside of all scalars; where scalars are, the parsed nodes tell.
 */
final class YamlComments {
  private final List<List<Found>> byDocument = new ArrayList<>();

  /**
   * A comment and where it stands.
   *
   * @param line from 1
   * @param column from 1
   * @param text without the {@code #}
   * @param beside whether something precedes it on its line
   */
  record Found(int line, int column, String text, boolean beside) {}

  private YamlComments(int documents) {
    for (int i = 0; i < documents; i++) {
      byDocument.add(new ArrayList<>());
    }
  }

  static YamlComments of(String text, List<YamlNode> roots) {
    YamlComments comments = new YamlComments(roots.size());
    if (!roots.isEmpty() && text.indexOf('#') >= 0) {
      new Scan(text, roots, comments).run();
    }
    return comments;
  }

  /** The comments of one document in their order; they are taken from the front when placed. */
  Deque<Found> ofDocument(int document) {
    return new ArrayDeque<>(byDocument.get(document));
  }

  /** One pass over the lines of the text, along the scalars of its nodes. */
  private static final class Scan {
    private final String[] lines;
    private final List<YamlNode> roots;
    private final YamlComments comments;
    private final List<YamlNode.Scalar> scalars = new ArrayList<>();
    private int scalar;
    private int document;
    private boolean inFirst = true;

    Scan(String text, List<YamlNode> roots, YamlComments comments) {
      String withoutMark = text.startsWith("\ufeff") ? text.substring(1) : text;
      this.lines = withoutMark.split("\r\n|\r|\n|\u0085", -1);
      this.roots = roots;
      this.comments = comments;
      roots.forEach(this::collect);
    }

    private void collect(YamlNode node) {
      switch (node) {
        case YamlNode.Scalar value -> scalars.add(value);
        case YamlNode.Sequence list -> list.items().forEach(this::collect);
        case YamlNode.Mapping map ->
            map.entries()
                .forEach(
                    entry -> {
                      collect(entry.key());
                      collect(entry.value());
                    });
        case YamlNode.Alias _ -> {}
      }
    }

    void run() {
      for (int line = 1; line <= lines.length; line++) {
        int from = endOfScalars(line);
        if (from >= 0) {
          String text = lines[line - 1];
          if (from == 0 && isDocumentStart(text)) {
            startDocument(line);
          }
          comment(text, line, from);
        }
      }
    }

    /** The offset behind the last scalar on the line; -1 if one goes on to the next line. */
    private int endOfScalars(int line) {
      int end = 0;
      while (scalar < scalars.size() && scalars.get(scalar).start().line() <= line) {
        YamlNode.Scalar current = scalars.get(scalar);
        if (current.end().line() > line) {
          return -1;
        }
        end = current.end().line() == line ? current.end().column() - 1 : end;
        scalar++;
      }
      return end;
    }

    private static boolean isDocumentStart(String text) {
      return text.startsWith("---")
          && (text.length() == 3 || text.charAt(3) == ' ' || text.charAt(3) == '\t');
    }

    private void startDocument(int line) {
      boolean opensFirst = inFirst && roots.getFirst().start().line() >= line && document == 0;
      inFirst = false;
      if (!opensFirst) {
        document = Math.min(document + 1, roots.size() - 1);
      }
    }

    private void comment(String text, int line, int from) {
      int column =
          text.offsetByCodePoints(0, Math.min(from, text.codePointCount(0, text.length())));
      for (int i = column; i < text.length(); i++) {
        if (text.charAt(i) == '#' && (i == 0 || isBlank(text.charAt(i - 1)))) {
          boolean beside = !text.substring(0, i).isBlank();
          comments
              .byDocument
              .get(document)
              .add(new Found(line, i + 1, text.substring(i + 1), beside));
          return;
        }
      }
    }

    private static boolean isBlank(char c) {
      return c == ' ' || c == '\t';
    }
  }
}

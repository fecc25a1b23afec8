package dev.millrace.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream into documents at lines that start with {@code ---}, as kustomize does before it
 * parses anything. Such a line may hold only a comment besides.
 */
public final class DocumentSplitter {
  private static final String SEPARATOR = "---";

  private DocumentSplitter() {}

  /**
   * One document.
   *
   * @param firstLine the number of lines before it
   * @param offset the index of its first character
   */
  public record Part(String text, int firstLine, int offset) {}

  /**
   * The documents of a text without byte order mark, empty ones included.
   *
   * @throws YamlException if anything but a comment stands behind a separator
   */
  public static List<Part> split(String text) {
    List<Part> parts = new ArrayList<>();
    int partStart = 0;
    int partLine = 0;
    int line = 0;
    int lineStart = 0;
    for (int lineEnd = text.indexOf('\n'); lineEnd >= 0; lineEnd = text.indexOf('\n', lineStart)) {
      // A separator on the very first line belongs to the first document.
      if (lineStart > partStart && text.startsWith(SEPARATOR, lineStart)) {
        checkSeparator(text.substring(lineStart + SEPARATOR.length(), lineEnd), line);
        parts.add(new Part(text.substring(partStart, lineStart), partLine, partStart));
        partStart = lineEnd + 1;
        partLine = line + 1;
      }
      lineStart = lineEnd + 1;
      line++;
    }
    if (!text.isEmpty()) {
      parts.add(new Part(text.substring(partStart), partLine, partStart));
    }
    return parts;
  }

  private static void checkSeparator(String rest, int line) {
    String content = rest.strip();
    if (!content.isEmpty() && !content.startsWith("#")) {
      throw new YamlException(
          "content after a document separator (---); start it on a new line",
          new Position(line + 1, 1, 0));
    }
  }
}

package dev.millrace.helm.order;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits rendered text into documents as Helm 4.2 does: at {@code ---} at the start of a line,
 * whatever follows it, so that {@code ---kind: A} splits too. Blanks before a document are dropped,
 * blanks after it stay.
 */
public final class ManifestSplitter {
  private static final String SEPARATOR = "---";

  private ManifestSplitter() {}

  /**
   * Where a document is in its text.
   *
   * @param start of its first character
   * @param end behind its last one
   */
  public record Section(int start, int end) {
    /** The document. */
    public String in(String text) {
      return text.substring(start, end);
    }
  }

  /** The documents of {@code text}, in order; empty ones are left out. */
  public static List<String> split(String text) {
    return sections(text).stream().map(section -> section.in(text)).toList();
  }

  /** Where the documents of {@code text} are, in order; empty ones are left out. */
  public static List<Section> sections(String text) {
    var sections = new ArrayList<Section>();
    int first = skipSpace(text, 0, text.length(), true);
    int start = first;
    for (int at = nextSeparator(text, first, start); at >= 0; ) {
      add(sections, text, start, at);
      start = skipSpace(text, at + SEPARATOR.length(), text.length(), false);
      at = nextSeparator(text, first, start);
    }
    add(sections, text, start, text.length());
    return sections;
  }

  private static void add(List<Section> sections, String text, int start, int end) {
    if (start < end) {
      sections.add(new Section(skipSpace(text, start, end, true), end));
    }
  }

  private static int nextSeparator(String text, int first, int from) {
    int at = text.indexOf(SEPARATOR, from);
    while (at > first && text.charAt(at - 1) != '\n') {
      at = text.indexOf(SEPARATOR, at + 1);
    }
    return at;
  }

  private static int skipSpace(String text, int from, int end, boolean unicode) {
    int at = from;
    while (at < end && isSpace(text.charAt(at), unicode)) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(char c, boolean unicode) {
    return switch (c) {
      case ' ', '\t', '\n', '\f', '\r' -> true;
      case '\u000B', '\u0085', '\u00A0' -> unicode;
      default -> unicode && c > 0xFF && Character.isSpaceChar(c);
    };
  }
}

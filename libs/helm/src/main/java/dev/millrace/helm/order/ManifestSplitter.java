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

  /** The documents of {@code text}, in order; empty ones are left out. */
  public static List<String> split(String text) {
    String rest = text.substring(skipSpace(text, 0, true));
    var documents = new ArrayList<String>();
    int start = 0;
    for (int at = nextSeparator(rest, 0); at >= 0; at = nextSeparator(rest, start)) {
      add(documents, rest.substring(start, at));
      start = skipSpace(rest, at + SEPARATOR.length(), false);
    }
    add(documents, rest.substring(start));
    return documents;
  }

  private static void add(List<String> documents, String document) {
    if (!document.isEmpty()) {
      documents.add(document.substring(skipSpace(document, 0, true)));
    }
  }

  private static int nextSeparator(String text, int from) {
    int at = text.indexOf(SEPARATOR, from);
    while (at > 0 && text.charAt(at - 1) != '\n') {
      at = text.indexOf(SEPARATOR, at + 1);
    }
    return at;
  }

  private static int skipSpace(String text, int from, boolean unicode) {
    int at = from;
    while (at < text.length() && isSpace(text.charAt(at), unicode)) {
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

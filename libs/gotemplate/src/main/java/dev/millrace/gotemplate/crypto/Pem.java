package dev.millrace.gotemplate.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A PEM block.
 *
 * @param label what it holds, for example CERTIFICATE
 * @param content its bytes
 */
record Pem(String label, byte[] content) {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  /** The block as text with a line break at its end. */
  String text() {
    String body = LINES.encodeToString(content);
    return BEGIN
        + label
        + DASHES
        + "\n"
        + (body.isEmpty() ? "" : body + "\n")
        + END
        + label
        + DASHES
        + "\n";
  }

  /** The first block in the text, or null where there is none. */
  static @Nullable Pem first(String text) {
    for (int begin = beginning(text, 0); begin >= 0; begin = beginning(text, begin + 1)) {
      Pem pem = at(text, begin);
      if (pem != null) {
        return pem;
      }
    }
    return null;
  }

  private static int beginning(String text, int from) {
    int at = text.indexOf(BEGIN, from);
    while (at > 0 && text.charAt(at - 1) != '\n') {
      at = text.indexOf(BEGIN, at + 1);
    }
    return at;
  }

  private static @Nullable Pem at(String text, int begin) {
    int labelEnd = text.indexOf(DASHES, begin + BEGIN.length());
    int lineEnd = text.indexOf('\n', begin);
    if (labelEnd < 0 || lineEnd < labelEnd) {
      return null;
    }
    String label = text.substring(begin + BEGIN.length(), labelEnd);
    int end = text.indexOf("\n" + END + label + DASHES, lineEnd - 1);
    if (end < 0) {
      return null;
    }
    String body = end <= lineEnd ? "" : text.substring(lineEnd + 1, end);
    try {
      return new Pem(label, Base64.getDecoder().decode(body.replaceAll("[\\s]", "")));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}

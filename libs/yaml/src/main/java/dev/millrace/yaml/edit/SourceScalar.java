package dev.millrace.yaml.edit;

import dev.millrace.yaml.ScalarText;
import dev.millrace.yaml.YamlNode;
import dev.millrace.yaml.YamlNode.Style;

/** Where and how a scalar stands in the text of its file. */
final class SourceScalar {
  private final String text;
  private final YamlNode.Scalar scalar;
  private final boolean flow;
  private final int start;
  private final int end;

  /**
   * Locates a scalar.
   *
   * @param base the index at which the scalar's document starts
   * @param flow whether it stands in brackets
   */
  SourceScalar(String text, YamlNode.Scalar scalar, int base, boolean flow) {
    this.text = text;
    this.scalar = scalar;
    this.flow = flow;
    int scanned = base + scalar.end().offset();
    this.start = behindProperties(base + scalar.start().offset(), scanned);
    this.end = isBlock() ? withoutBlankLines(scanned) : scanned;
  }

  /** Blank lines behind a block are no part of it. */
  private int withoutBlankLines(int scanned) {
    int at = scanned;
    while (at > start && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    int lineBreak = text.indexOf('\n', at);
    return lineBreak < 0 || lineBreak >= scanned ? scanned : lineBreak + 1;
  }

  /** The index of the first character behind anchor and tag. */
  int start() {
    return start;
  }

  int end() {
    return end;
  }

  private int behindProperties(int from, int scanned) {
    int at = from;
    while (at < scanned && (text.charAt(at) == '&' || text.charAt(at) == '!')) {
      while (at < scanned && !Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      while (at < scanned && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }
    return at;
  }

  private boolean isBlock() {
    return scalar.style() == Style.LITERAL || scalar.style() == Style.FOLDED;
  }

  String lineComment() {
    if (start >= end) {
      return "";
    }
    int at = skipBlanks(isBlock() ? behindHeader() : end);
    if (flow && at < text.length() && text.charAt(at) == ',') {
      at = skipBlanks(at + 1);
    }
    return at < text.length() && text.charAt(at) == '#' ? text.substring(at, lineEnd(at)) : "";
  }

  /** The index behind {@code |} or {@code >} and its indicators. */
  private int behindHeader() {
    int at = start + 1;
    while (at < text.length() && "+-0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  /** The index of the line break, or of the end of the file. */
  private int lineEnd(int from) {
    int at = text.indexOf('\n', from);
    at = at < 0 ? text.length() : at;
    return at > from && text.charAt(at - 1) == '\r' ? at - 1 : at;
  }

  String replacement(String value) {
    ScalarText written = ScalarText.of(value, scalar, flow);
    return isBlock() ? blockReplacement(written) : written.tag() + written.text();
  }

  /** Keeps what stands behind the header, which may be a comment. */
  private String blockReplacement(ScalarText written) {
    int header = behindHeader();
    int firstLineEnd = lineEnd(header);
    String behind = text.substring(header, firstLineEnd);
    String lineBreak = text.startsWith("\r", firstLineEnd) ? "\r\n" : "\n";
    String ending = end > start && text.charAt(end - 1) == '\n' ? lineBreak : "";
    if (!written.block()) {
      return written.tag() + written.text() + behind + ending;
    }
    return written.tag()
        + text.charAt(start)
        + "-"
        + behind
        + lineBreak
        + bodyIndent(firstLineEnd)
        + written.text()
        + ending;
  }

  private String bodyIndent(int firstLineEnd) {
    int body = text.indexOf('\n', firstLineEnd) + 1;
    int at = body;
    while (at < end && text.charAt(at) == ' ') {
      at++;
    }
    return at > body && at < end ? text.substring(body, at) : " ".repeat(lineIndent() + 2);
  }

  private int lineIndent() {
    int lineStart = text.lastIndexOf('\n', start) + 1;
    return skipBlanks(lineStart) - lineStart;
  }
}

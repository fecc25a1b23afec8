package dev.millrace.kustomize.node;

/** Text in double quotes, as YAML. */
final class QuotedText {
  private QuotedText() {}

  static String of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(c -> out.append(escaped(c)));
    return out.append('"').toString();
  }

  private static String escaped(int c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      case '\r' -> "\\r";
      default -> c < ' ' || c == 0x7f ? "\\x%02X".formatted(c) : Character.toString(c);
    };
  }
}

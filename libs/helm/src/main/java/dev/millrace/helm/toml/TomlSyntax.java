package dev.millrace.helm.toml;

/** Characters of TOML. */
final class TomlSyntax {
  private TomlSyntax() {}

  static boolean isBareKey(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '-';
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isDigit(int c, int radix) {
    return c < 128 && Character.digit(c, radix) >= 0;
  }

  static boolean isBlank(int c) {
    return c == ' ' || c == '\t';
  }
}

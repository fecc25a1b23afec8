package dev.millrace.helm.toml;

/** Characters of TOML. */
final class TomlSyntax {
  private TomlSyntax() {}

  static boolean isBareKey(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}

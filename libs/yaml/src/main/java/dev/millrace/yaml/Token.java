package dev.millrace.yaml;

/**
 * A piece of YAML syntax.
 *
 * @param text of scalars, anchors and aliases; the suffix of tags; the prefix of tag directives
 * @param handle of tags and tag directives, else empty
 * @param style of scalars
 */
record Token(
    Kind kind, String text, String handle, YamlNode.Style style, Position start, Position end) {
  enum Kind {
    STREAM_END,
    VERSION_DIRECTIVE,
    TAG_DIRECTIVE,
    DOCUMENT_START,
    DOCUMENT_END,
    BLOCK_SEQUENCE_START,
    BLOCK_MAPPING_START,
    BLOCK_END,
    FLOW_SEQUENCE_START,
    FLOW_SEQUENCE_END,
    FLOW_MAPPING_START,
    FLOW_MAPPING_END,
    BLOCK_ENTRY,
    FLOW_ENTRY,
    KEY,
    VALUE,
    ALIAS,
    ANCHOR,
    TAG,
    SCALAR
  }

  static Token of(Kind kind, Position start, Position end) {
    return new Token(kind, "", "", YamlNode.Style.PLAIN, start, end);
  }

  static Token text(Kind kind, String text, Position start, Position end) {
    return new Token(kind, text, "", YamlNode.Style.PLAIN, start, end);
  }

  static Token tag(Kind kind, String handle, String text, Position start, Position end) {
    return new Token(kind, text, handle, YamlNode.Style.PLAIN, start, end);
  }

  static Token scalar(YamlNode.Style style, String text, Position start, Position end) {
    return new Token(Kind.SCALAR, text, "", style, start, end);
  }
}

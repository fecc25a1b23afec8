package dev.millrace.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Scans a tag: {@code !name}, {@code !!name}, {@code !handle!name}, {@code !<uri>} or {@code !}.
 */
final class TagScanner {
  private static final String URI_CHARACTERS = ";/?:@&=+$,.!~*'()[]%";

  private final SourceText source;

  /** The source stands at the exclamation mark. */
  TagScanner(SourceText source) {
    this.source = source;
  }

  Token scan() {
    Position start = source.position();
    Token tag = source.peek(1) == '<' ? scanVerbatim(start) : scanShort(start);
    if (!SourceText.isBlankOrEnd(source.peek())) {
      throw new YamlException("expected a space behind a tag", source.position());
    }
    return tag;
  }

  private Token scanVerbatim(Position start) {
    source.skip(2);
    String uri = scanUri();
    if (uri.isEmpty() || source.peek() != '>') {
      throw new YamlException("expected a tag and '>' behind '!<'", source.position());
    }
    source.skip();
    return Token.tag(Token.Kind.TAG, "", uri, start, source.position());
  }

  private Token scanShort(Position start) {
    String handle = scanHandle();
    String suffix = scanUri();
    if (handle.length() > 1 && handle.endsWith("!")) {
      if (suffix.isEmpty()) {
        throw new YamlException("expected a name behind '" + handle + "'", source.position());
      }
      return Token.tag(Token.Kind.TAG, handle, suffix, start, source.position());
    }
    String name = handle.substring(1) + suffix;
    return name.isEmpty()
        ? Token.tag(Token.Kind.TAG, "", "!", start, source.position())
        : Token.tag(Token.Kind.TAG, "!", name, start, source.position());
  }

  /** {@code !}, {@code !!}, {@code !word!}, or {@code !word}, which is no handle after all. */
  String scanHandle() {
    int start = source.index();
    if (source.peek() != '!') {
      throw new YamlException("expected '!'", source.position());
    }
    source.skip();
    while (SourceText.isWord(source.peek())) {
      source.skip();
    }
    if (source.peek() == '!') {
      source.skip();
    }
    return source.since(start);
  }

  String scanUri() {
    StringBuilder uri = new StringBuilder();
    while (SourceText.isWord(source.peek()) || isUriCharacter(source.peek())) {
      if (source.peek() == '%') {
        scanEscape(uri);
      } else {
        source.read(uri);
      }
    }
    return uri.toString();
  }

  private static boolean isUriCharacter(char c) {
    return c != SourceText.END && URI_CHARACTERS.indexOf(c) >= 0;
  }

  /** One character as {@code %}-escaped bytes of UTF-8. */
  private void scanEscape(StringBuilder uri) {
    Position start = source.position();
    byte first = scanByte();
    int width =
        (first & 0x80) == 0 ? 1 : (first & 0xe0) == 0xc0 ? 2 : (first & 0xf0) == 0xe0 ? 3 : 4;
    ByteBuffer bytes = ByteBuffer.allocate(width).put(first);
    while (bytes.hasRemaining()) {
      bytes.put(scanByte());
    }
    try {
      uri.append(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()));
    } catch (CharacterCodingException e) {
      throw new YamlException("the escaped bytes of a tag are no UTF-8", start);
    }
  }

  private byte scanByte() {
    int high = Character.digit(source.peek(1), 16);
    int low = Character.digit(source.peek(2), 16);
    if (source.peek() != '%' || high < 0 || low < 0) {
      throw new YamlException("expected '%' and two hexadecimal digits", source.position());
    }
    source.skip(3);
    return (byte) (high << 4 | low);
  }
}

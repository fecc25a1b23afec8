package dev.millrace.servers.notation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes CBOR. */
final class TestCbor {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A value with a tag. */
  record Tagged(int tag, Object value) {}

  static byte[] of(Object value) {
    TestCbor cbor = new TestCbor();
    cbor.write(value);
    return cbor.out.toByteArray();
  }

  private void write(Object value) {
    switch (value) {
      case Long number when number >= 0 -> head(0, number);
      case Long number -> head(1, -1 - number);
      case byte[] bytes -> {
        head(2, bytes.length);
        out.writeBytes(bytes);
      }
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        head(3, bytes.length);
        out.writeBytes(bytes);
      }
      case List<?> list -> {
        head(4, list.size());
        list.forEach(this::write);
      }
      case Map<?, ?> map -> {
        head(5, map.size());
        map.forEach(
            (key, element) -> {
              write(key);
              write(element);
            });
      }
      case Tagged tagged -> {
        head(6, tagged.tag());
        write(tagged.value());
      }
      default -> throw new IllegalArgumentException("not supported: " + value.getClass());
    }
  }

  private void head(int type, long number) {
    if (number < 24) {
      out.write(type << 5 | (int) number);
    } else if (number < 0x100) {
      out.write(type << 5 | 24);
      out.write((int) number);
    } else if (number < 0x10000) {
      out.write(type << 5 | 25);
      out.writeBytes(ByteBuffer.allocate(2).putShort((short) number).array());
    } else {
      out.write(type << 5 | 27);
      out.writeBytes(ByteBuffer.allocate(8).putLong(number).array());
    }
  }
}

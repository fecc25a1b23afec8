package dev.millrace.oci.notation;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of CBOR (RFC 8949) that envelopes need: whole numbers, bytes, text, lists, maps, tags,
 * true, false and null, all of definite length.
 */
final class Cbor {
  private static final int MAX_DEPTH = 16;

  private final ByteBuffer in;

  /** A value with a tag. */
  record Tagged(long tag, @Nullable Object value) {}

  private Cbor(byte[] content) {
    in = ByteBuffer.wrap(content);
  }

  /**
   * Reads one value: {@code Long}, {@code byte[]}, {@code String}, {@code List}, {@code Map},
   * {@link Tagged}, {@code Boolean} or null.
   *
   * @throws IllegalArgumentException when it is something else, or more follows
   */
  static @Nullable Object read(byte[] content) {
    var reader = new Cbor(content);
    try {
      var value = reader.value(0);
      if (reader.in.hasRemaining()) {
        throw new IllegalArgumentException("more follows the value");
      }
      return value;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the value is cut", e);
    }
  }

  private @Nullable Object value(int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("the value is nested too deep");
    }
    int first = in.get() & 0xFF;
    int type = first >> 5;
    int info = first & 0x1F;
    return switch (type) {
      case 0 -> number(info);
      case 1 -> -1 - number(info);
      case 2 -> bytes(number(info));
      case 3 -> new String(bytes(number(info)), StandardCharsets.UTF_8);
      case 4 -> list(number(info), depth);
      case 5 -> map(number(info), depth);
      case 6 -> new Tagged(number(info), value(depth + 1));
      default -> simple(info);
    };
  }

  private long number(int info) {
    long number =
        switch (info) {
          case 24 -> in.get() & 0xFF;
          case 25 -> in.getShort() & 0xFFFF;
          case 26 -> in.getInt() & 0xFFFFFFFFL;
          case 27 -> in.getLong();
          default -> info < 24 ? info : -1;
        };
    if (number < 0) {
      throw new IllegalArgumentException("a number or length is not supported");
    }
    return number;
  }

  private byte[] bytes(long length) {
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    var bytes = new byte[(int) length];
    in.get(bytes);
    return bytes;
  }

  private List<@Nullable Object> list(long size, int depth) {
    var list = new ArrayList<@Nullable Object>();
    for (long i = 0; i < size; i++) {
      list.add(value(depth + 1));
    }
    return list;
  }

  private Map<Object, @Nullable Object> map(long size, int depth) {
    var map = new LinkedHashMap<Object, @Nullable Object>();
    for (long i = 0; i < size; i++) {
      boolean isKey = value(depth + 1) instanceof Object key && put(map, key, depth);
      if (!isKey) {
        throw new IllegalArgumentException("a key is repeated or no name");
      }
    }
    return map;
  }

  private boolean put(Map<Object, @Nullable Object> map, Object key, int depth) {
    boolean isName = key instanceof String || key instanceof Long;
    if (!isName || map.containsKey(key)) {
      return false;
    }
    map.put(key, value(depth + 1));
    return true;
  }

  private static @Nullable Object simple(int info) {
    return switch (info) {
      case 20 -> false;
      case 21 -> true;
      case 22 -> null;
      default -> throw new IllegalArgumentException("a kind of value is not supported");
    };
  }

  /** What COSE signs: a list of a context, headers, nothing, and the payload (RFC 9052, 4.4). */
  static byte[] toBeSigned(byte[] headers, byte[] payload) {
    var out = new ByteArrayOutputStream();
    out.write(4 << 5 | 4);
    out.writeBytes(head(3, "Signature1".length()));
    out.writeBytes("Signature1".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(head(2, headers.length));
    out.writeBytes(headers);
    out.writeBytes(head(2, 0));
    out.writeBytes(head(2, payload.length));
    out.writeBytes(payload);
    return out.toByteArray();
  }

  private static byte[] head(int type, int length) {
    if (length < 24) {
      return new byte[] {(byte) (type << 5 | length)};
    }
    if (length < 0x100) {
      return new byte[] {(byte) (type << 5 | 24), (byte) length};
    }
    return length < 0x10000
        ? new byte[] {(byte) (type << 5 | 25), (byte) (length >> 8), (byte) length}
        : ByteBuffer.allocate(5).put((byte) (type << 5 | 26)).putInt(length).array();
  }
}

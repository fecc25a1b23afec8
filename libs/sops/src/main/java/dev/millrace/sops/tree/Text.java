package dev.millrace.sops.tree;

import dev.millrace.safety.Sensitive;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text or bytes: SOPS makes no difference. What it shows of itself is masked. */
public final class Text implements Value.Leaf {
  private final byte[] bytes;

  private Text(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The text in UTF-8. */
  public static Text of(String text) {
    return new Text(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes, which need not be UTF-8. */
  public static Text of(byte[] bytes) {
    return new Text(bytes.clone());
  }

  /** The text; bytes that are no UTF-8 are replaced by U+FFFD. */
  public String string() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether there is not a single byte. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Text that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return Sensitive.MASK;
  }
}

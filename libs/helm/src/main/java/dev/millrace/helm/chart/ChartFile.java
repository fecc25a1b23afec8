package dev.millrace.helm.chart;

import dev.millrace.safety.Sha256;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A file of a chart. Two with the same name and content are equal. */
public final class ChartFile {
  private final String name;
  private final byte[] data;

  /** Computed when it is asked for; threads that compute it at the same time get the same. */
  private volatile @Nullable String digest;

  /**
   * Makes a file.
   *
   * @param name the path below the chart's folder, parts divided by {@code /}
   * @param data the bytes, without a byte order mark; not to be changed by anybody
   */
  public ChartFile(String name, byte[] data) {
    this.name = name;
    this.data = data;
  }

  /** Makes a file of text. */
  public static ChartFile ofText(String name, String text) {
    return new ChartFile(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The path below the chart's folder, parts divided by {@code /}. */
  public String name() {
    return name;
  }

  /** The bytes, without a byte order mark; not to be changed by anybody. */
  public byte[] data() {
    return data;
  }

  /** How many bytes there are. */
  public int size() {
    return data.length;
  }

  /** The SHA-256 digest of the bytes, such as {@code sha256:9f86…}; computed once. */
  public String digest() {
    String known = digest;
    if (known == null) {
      known = computeDigest();
      digest = known;
    }
    return known;
  }

  private String computeDigest() {
    return "sha256:" + Sha256.hex(data);
  }

  /** The content as UTF-8 text; malformed bytes become replacement characters. */
  public String text() {
    return new String(data, StandardCharsets.UTF_8);
  }

  /** The part of the name after the last {@code /}. */
  public String baseName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChartFile that
        && name.equals(that.name)
        && digest().equals(that.digest());
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + digest().hashCode();
  }

  @Override
  public String toString() {
    return name + " (" + data.length + " bytes)";
  }
}

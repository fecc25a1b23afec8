package dev.millrace.helm.chart;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file of a chart.
 *
 * @param name the path below the chart's folder, parts divided by {@code /}
 * @param data the bytes, without a byte order mark; not to be changed by anybody
 */
public record ChartFile(String name, byte[] data) {

  /** Makes a file of text. */
  public static ChartFile ofText(String name, String text) {
    return new ChartFile(name, text.getBytes(StandardCharsets.UTF_8));
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
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return name + " (" + data.length + " bytes)";
  }
}

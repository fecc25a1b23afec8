package dev.millrace.helm.chart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** Names of archive entries become paths below the chart's folder; anything else is refused. */
final class ChartPath {
  private static final Pattern DRIVE = Pattern.compile("^[a-zA-Z]:/.*");
  private static final int MAX_LENGTH = 4096;

  private ChartPath() {}

  /**
   * The path of an entry below the chart's folder, which is the first part of every entry's name.
   *
   * @throws ChartException if the path is absolute or leads out of the chart
   */
  static String ofEntry(String entry) throws ChartException {
    if (entry.length() > MAX_LENGTH || entry.indexOf('\0') >= 0) {
      throw new ChartException(
          "the chart archive holds an entry whose name is too long or has a NUL character");
    }
    String portable = entry.replace('\\', '/');
    int slash = portable.indexOf('/');
    if (portable.equals("Chart.yaml")) {
      throw new ChartException("chart yaml not in base directory");
    }
    String below = slash < 0 ? "" : portable.substring(slash + 1);
    if (below.startsWith("/")) {
      throw new ChartException("chart illegally contains absolute paths");
    }
    String clean = clean(below);
    if (clean.equals(".")) {
      throw new ChartException("chart illegally contains content outside the base directory");
    }
    if (clean.startsWith("..")) {
      throw new ChartException("chart illegally references parent directory");
    }
    if (DRIVE.matcher(clean).matches()) {
      throw new ChartException("chart contains illegally named files");
    }
    return clean;
  }

  /** The shortest equal path: no empty and {@code .} parts, {@code ..} applied where possible. */
  static String clean(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      if (part.equals("..") && !parts.isEmpty() && !parts.peekLast().equals("..")) {
        parts.removeLast();
      } else {
        parts.addLast(part);
      }
    }
    return parts.isEmpty() ? "." : String.join("/", parts);
  }
}

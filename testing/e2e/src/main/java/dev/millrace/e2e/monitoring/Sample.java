package dev.millrace.e2e.monitoring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One series at the moment of a scrape. */
public record Sample(String metric, Map<String, String> labels, double value) {
  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)(?: \\d+)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

  /** Reads the text that a controller offers to Prometheus. */
  public static List<Sample> readAll(String text) {
    List<Sample> samples = new ArrayList<>();
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line -> samples.add(read(line)));
    return samples;
  }

  /**
   * The series as Prometheus stores it: with the labels of the target, and with those of the same
   * name that the target itself gave as {@code exported_…}.
   */
  Sample scrapedFrom(Map<String, String> target) {
    Map<String, String> stored = new LinkedHashMap<>();
    labels.forEach(
        (name, value) -> stored.put(target.containsKey(name) ? "exported_" + name : name, value));
    stored.putAll(target);
    return new Sample(metric, stored, value);
  }

  /** The name under which the metric is described: without what a histogram adds. */
  public String family() {
    return metric.replaceFirst("_(bucket|sum|count|max)$", "");
  }

  private static Sample read(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a line of metrics: " + line);
    }
    Map<String, String> labels = new LinkedHashMap<>();
    if (parts.group(2) != null) {
      Matcher each = LABEL.matcher(parts.group(2));
      while (each.find()) {
        labels.put(each.group(1), unescaped(each.group(2)));
      }
    }
    return new Sample(parts.group(1), labels, number(parts.group(3)));
  }

  private static String unescaped(String value) {
    return value.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}

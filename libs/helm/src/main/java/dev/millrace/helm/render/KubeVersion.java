package dev.millrace.helm.render;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Kubernetes.
 *
 * @param version as the cluster says it, with a leading {@code v}
 * @param normalized without what providers append, for version ranges
 */
public record KubeVersion(String version, String normalized, String major, String minor) {
  private static final Pattern FORM =
      Pattern.compile("v?(\\d{1,9})\\.(\\d{1,9})((?:\\.\\d{1,9})*)(?:\\D.*)?");

  /** Reads a version such as {@code 1.33.0} or {@code v1.33.4-gke.1245000}. */
  public static Optional<KubeVersion> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String major = withoutZeros(matcher.group(1));
    String minor = withoutZeros(matcher.group(2));
    String patch = matcher.group(3).isEmpty() ? ".0" : matcher.group(3);
    return Optional.of(
        new KubeVersion(
            text.startsWith("v") ? text : "v" + text,
            "v" + major + "." + minor + patch,
            major,
            minor));
  }

  private static String withoutZeros(String digits) {
    return Integer.toString(Integer.parseInt(digits));
  }
}

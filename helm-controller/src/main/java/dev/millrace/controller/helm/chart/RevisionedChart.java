package dev.millrace.controller.helm.chart;

import dev.millrace.helm.chart.Chart;
import dev.millrace.semver.InvalidVersion;
import dev.millrace.semver.Version;

/**
 * Puts the digest of an OCI artifact into the version of its chart, so that another artifact under
 * the same tag is another chart (FLUX.md 1.6).
 */
final class RevisionedChart {
  private static final int SHOWN_DIGITS = 12;

  private RevisionedChart() {}

  /**
   * The chart under the version of its artifact.
   *
   * @param revision {@code tag@digest} or a digest alone
   * @param tracked whether the digest becomes part of the version
   * @throws IllegalArgumentException if the tag is not the chart's version; the message says so
   */
  static LoadedChart of(Chart chart, String revision, boolean tracked) {
    int at = revision.indexOf('@');
    String digest = at < 0 ? revision : revision.substring(at + 1);
    if (at >= 0) {
      requireSameVersion(chart, revision.substring(0, at));
    }
    int colon = digest.indexOf(':');
    if (colon < 0 || digest.length() < colon + 1 + SHOWN_DIGITS) {
      throw new IllegalArgumentException(
          "the artifact revision '%s' holds no digest".formatted(revision));
    }
    String shown = digest.substring(colon + 1, colon + 1 + SHOWN_DIGITS);
    return new LoadedChart(tracked ? withDigest(chart, shown) : chart, digest);
  }

  private static void requireSameVersion(Chart chart, String tag) {
    String version = chart.metadata().version();
    try {
      Version tagged = Version.parse(tag.replace('_', '+'));
      if (tagged.compareTo(Version.parse(version)) == 0) {
        return;
      }
    } catch (InvalidVersion e) {
      throw new IllegalArgumentException(
          "the artifact revision '%s' can't be compared with the chart's version '%s': %s"
              .formatted(tag, version, e.getMessage()),
          e);
    }
    throw new IllegalArgumentException(
        "artifact revision %s does not match chart version %s".formatted(tag, version));
  }

  private static Chart withDigest(Chart chart, String digest) {
    try {
      Version version = Version.parse(chart.metadata().version()).withMetadata(digest);
      return chart.withMetadata(chart.metadata().withVersion(version.toString()));
    } catch (InvalidVersion e) {
      throw new IllegalArgumentException(
          "the chart's version '%s' is no semantic version".formatted(chart.metadata().version()),
          e);
    }
  }
}

package dev.millrace.helm.chart;

import dev.millrace.semver.Constraint;
import dev.millrace.semver.InvalidVersion;
import dev.millrace.semver.Version;

/** Ranges of versions as charts write them, for dependencies and Kubernetes. */
public final class VersionRange {
  private VersionRange() {}

  /** Whether the version lies in the range; false where one of them can't be read. */
  public static boolean contains(String range, String version) {
    try {
      return Constraint.parse(range).matches(Version.parse(version));
    } catch (InvalidVersion _) {
      return false;
    }
  }

  /** Whether the text is a version, as tolerantly as Helm reads them. */
  static boolean isVersion(String text) {
    try {
      Version.parse(text);
      return true;
    } catch (InvalidVersion _) {
      return false;
    }
  }
}

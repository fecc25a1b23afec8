package dev.millrace.controller.source.helmchart;

import static dev.millrace.controller.source.status.SourceReason.CHART_METADATA;

import dev.millrace.api.source.HelmChart;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.semver.InvalidVersion;
import dev.millrace.semver.Version;
import java.util.ArrayList;
import java.util.List;

/**
 * Build metadata that makes a chart's version change whenever its content may: the source's
 * revision and, with values files, the object's generation (FLUX.md 1.6).
 */
final class VersionMetadata {
  private static final int HASH_LENGTH = 12;
  private static final String BY_REVISION = "Revision";

  private VersionMetadata() {}

  /** The version of a chart from a repository. */
  static String forRepository(String published, HelmChart object) {
    return with(published, generation(object));
  }

  /**
   * The version of a chart from a source.
   *
   * @param revision of the source, such as {@code main@sha1:…}
   */
  static String forFiles(String published, HelmChart object, String revision) {
    List<String> parts = new ArrayList<>();
    if (object.spec().reconcileStrategy().equals(BY_REVISION)) {
      parts.add(shortHash(revision));
    }
    parts.addAll(generation(object));
    return with(published, parts);
  }

  private static List<String> generation(HelmChart object) {
    return object.spec().allValuesFiles().isEmpty()
        ? List.of()
        : List.of(String.valueOf(object.getMetadata().getGeneration()));
  }

  private static String shortHash(String revision) {
    String hash = revision.substring(revision.lastIndexOf(':') + 1);
    return hash.substring(0, Math.min(hash.length(), HASH_LENGTH));
  }

  private static String with(String published, List<String> parts) {
    if (parts.isEmpty()) {
      return published;
    }
    try {
      return Version.parse(published).withMetadata(String.join(".", parts)).toString();
    } catch (InvalidVersion e) {
      throw new ReconcileFailure(
          CHART_METADATA, "chart metadata patch error: " + e.getMessage(), e);
    }
  }
}

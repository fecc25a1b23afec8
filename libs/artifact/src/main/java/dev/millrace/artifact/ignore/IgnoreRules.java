package dev.millrace.artifact.ignore;

import java.util.List;
import java.util.Optional;

/**
 * An ordered list of patterns; the last one that concerns a path decides. Other than in Git, a path
 * below an excluded folder can be included again.
 */
public final class IgnoreRules {
  private final List<IgnorePattern> patterns;

  private IgnoreRules(List<IgnorePattern> patterns) {
    this.patterns = List.copyOf(patterns);
  }

  /** Rules of exactly these patterns, without any defaults. */
  public static IgnoreRules of(List<IgnorePattern> patterns) {
    return new IgnoreRules(patterns);
  }

  /** Rules that exclude nothing. */
  public static IgnoreRules none() {
    return new IgnoreRules(List.of());
  }

  /**
   * Whether the path stays out.
   *
   * @param path relative to the root, segments separated by {@code /}
   */
  public boolean excludes(String path, boolean isFolder) {
    var segments = List.of(path.split("/", -1));
    return patterns.reversed().stream()
        .map(pattern -> pattern.judge(segments, isFolder))
        .flatMap(Optional::stream)
        .findFirst()
        .filter(IgnorePattern.Verdict.EXCLUDE::equals)
        .isPresent();
  }
}

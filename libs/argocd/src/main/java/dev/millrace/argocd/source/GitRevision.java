package dev.millrace.argocd.source;

import com.google.re2j.Pattern;
import java.util.Map;

/** A revision of Git in the words of a GitRepository. */
final class GitRevision {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern VERSION = Pattern.compile("v?[0-9]+\\.[0-9]+(\\.[0-9]+)?([-+].*)?");
  private static final Pattern CONSTRAINT =
      Pattern.compile("[~^<>=!].*|v?[0-9]+(\\.[0-9]+)*\\.[*xX]|\\*|.* - .*");

  private GitRevision() {}

  /**
   * The reference of a revision.
   *
   * @param defaultBranch what {@code HEAD} stands for
   */
  static Map<String, String> reference(String revision, String defaultBranch) {
    if (isHead(revision)) {
      return Map.of("branch", defaultBranch);
    }
    if (COMMIT.matches(revision)) {
      return Map.of("commit", revision);
    }
    if (revision.startsWith("refs/")) {
      return Map.of("name", revision);
    }
    if (CONSTRAINT.matches(revision)) {
      return Map.of("semver", revision);
    }
    return Map.of(VERSION.matches(revision) ? "tag" : "branch", revision);
  }

  static boolean isHead(String revision) {
    return revision.isEmpty() || revision.equals("HEAD");
  }

  static boolean isConstraint(String revision) {
    return CONSTRAINT.matches(revision);
  }
}

package dev.millrace.git.remote;

import dev.millrace.git.GitException;
import dev.millrace.git.GitException.Reason;
import dev.millrace.semver.Constraint;
import dev.millrace.semver.InvalidVersion;
import dev.millrace.semver.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses a tag by a version range (FLUX.md 2.1): the highest version wins; among equal ones, which
 * differ in build metadata or a leading {@code v} only, the newest commit.
 */
public final class SemverTags {
  private SemverTags() {}

  /** Finds out when the commits of tags were made; asked only when versions are equal. */
  @FunctionalInterface
  public interface CommitTimes {
    Map<String, Instant> of(List<String> tags) throws GitException;
  }

  /**
   * Chooses among tags.
   *
   * @throws GitException when the range can't be read or no tag lies in it
   */
  public static String choose(String range, Collection<String> tags, CommitTimes times)
      throws GitException {
    var highest = highest(range, tags);
    if (highest.isEmpty()) {
      throw new GitException(
          Reason.REFERENCE_NOT_FOUND, "no match found for semver: %s".formatted(range));
    }
    if (highest.size() == 1) {
      return highest.getFirst();
    }
    var known = times.of(highest);
    return highest.stream()
        .max(
            Comparator.comparing((String tag) -> known.getOrDefault(tag, Instant.MIN))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** The tags of the highest version in the range; several when versions are equal. */
  private static List<String> highest(String range, Collection<String> tags) throws GitException {
    var constraint = constraint(range);
    var highest = new ArrayList<Version>();
    for (var tag : tags) {
      var version = version(tag);
      if (version.isPresent() && constraint.matches(version.get())) {
        int order = highest.isEmpty() ? 1 : version.get().compareTo(highest.getFirst());
        if (order > 0) {
          highest.clear();
        }
        if (order >= 0) {
          highest.add(version.get());
        }
      }
    }
    return highest.stream().map(Version::original).toList();
  }

  private static Constraint constraint(String range) throws GitException {
    try {
      return Constraint.parse(range);
    } catch (InvalidVersion e) {
      throw new GitException(
          Reason.INVALID_URL,
          "semver parse error: improper constraint: \"%s\"".formatted(range),
          e);
    }
  }

  private static Optional<Version> version(String tag) {
    try {
      return Optional.of(Version.parseTag(tag));
    } catch (InvalidVersion e) {
      return Optional.empty();
    }
  }
}

package dev.millrace.controller.imageautomation.policy;

import dev.millrace.controller.imageautomation.policy.PolicyException.Kind;
import dev.millrace.semver.Constraint;
import dev.millrace.semver.InvalidVersion;
import dev.millrace.semver.Version;
import dev.millrace.yaml.GoStrings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How an ImagePolicy tells the latest of its tags (FLUX.md 6.2). Implementations are immutable;
 * they are made by {@link #semver}, {@link #alphabetical} and {@link #numerical}, which throw
 * {@link PolicyException} for invalid arguments.
 */
public sealed interface TagOrder {
  /**
   * The latest of the tags, of which there is at least one.
   *
   * @throws PolicyException if none fits
   */
  String latest(List<String> tags);

  /** The highest complete semantic version in a range. */
  static TagOrder semver(String range) {
    try {
      return new Semver(Constraint.parse(range));
    } catch (InvalidVersion e) {
      throw new PolicyException(
          Kind.INVALID_POLICY, "invalid policy: spec.policy.semver.range: " + e.getMessage(), e);
    }
  }

  /** The last tag in the order of bytes, or the first when {@code order} is {@code desc}. */
  static TagOrder alphabetical(String order) {
    return new Alphabetical(Direction.parse(order));
  }

  /** The highest number, or the lowest when {@code order} is {@code desc}. */
  static TagOrder numerical(String order) {
    return new Numerical(Direction.parse(order));
  }

  /** {@code asc} looks for the last in order, {@code desc} for the first. */
  enum Direction {
    ASC,
    DESC;

    static Direction parse(String text) {
      return switch (text.toUpperCase(Locale.ROOT)) {
        case "", "ASC" -> ASC;
        case "DESC" -> DESC;
        default ->
            throw new PolicyException(
                Kind.INVALID_POLICY,
                "invalid policy: the order \"" + text + "\" is unknown; use asc or desc");
      };
    }
  }

  /** By semantic version; tags that are none are passed over. */
  record Semver(Constraint range) implements TagOrder {
    @Override
    public String latest(List<String> tags) {
      List<Version> versions = new ArrayList<>();
      for (String tag : tags) {
        parse(tag).ifPresent(versions::add);
      }
      return range
          .highest(versions)
          .map(Version::original)
          .orElseThrow(
              () ->
                  new PolicyException(
                      Kind.NO_TAG,
                      "unable to determine latest version from provided list:"
                          + " none of the tags is a version in the range "
                          + range));
    }

    private static Optional<Version> parse(String tag) {
      try {
        return Optional.of(Version.parseTag(tag));
      } catch (InvalidVersion e) {
        return Optional.empty();
      }
    }
  }

  /** By the order of bytes. */
  record Alphabetical(Direction direction) implements TagOrder {
    @Override
    public String latest(List<String> tags) {
      return direction == Direction.ASC
          ? tags.stream().max(GoStrings.BYTE_ORDER).orElseThrow()
          : tags.stream().min(GoStrings.BYTE_ORDER).orElseThrow();
    }
  }

  /** By number; one tag that is none fails the policy. */
  record Numerical(Direction direction) implements TagOrder {
    @Override
    public String latest(List<String> tags) {
      String latest = tags.getFirst();
      double best = number(latest);
      for (String tag : tags.subList(1, tags.size())) {
        double number = number(tag);
        boolean behind = direction == Direction.ASC ? number < best : number > best;
        if (!behind) {
          latest = tag;
          best = number;
        }
      }
      return latest;
    }

    private static double number(String tag) {
      return GoFloat.parse(tag)
          .orElseThrow(
              () ->
                  new PolicyException(
                      Kind.NO_TAG,
                      "failed to parse invalid numeric value '%s'; leave such tags out with"
                              .formatted(tag)
                          + " spec.filterTags"));
    }
  }
}

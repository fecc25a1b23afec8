package dev.millrace.semver;

import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A semantic version, ordered by precedence: build metadata does not count for the order, but it
 * does for {@link #equals}. Numbers are unsigned 64-bit integers. Parsing follows
 * Masterminds/semver 3.5.
 */
public final class Version implements Comparable<Version> {
  /** Longest text that is parsed. */
  public static final int MAX_LENGTH = 256;

  private static final Comparator<Version> PRECEDENCE =
      Comparator.comparing(Version::major, Long::compareUnsigned)
          .thenComparing(Version::minor, Long::compareUnsigned)
          .thenComparing(Version::patch, Long::compareUnsigned)
          .thenComparing(Version::prerelease, Prerelease::compare);

  private static final String IDENTIFIERS = "([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)";
  private static final Pattern TOLERANT =
      Pattern.compile(
          "v?([0-9]+)(?:\\.([0-9]+))?(?:\\.([0-9]+))?(?:-%1$s)?(?:\\+%1$s)?"
              .formatted(IDENTIFIERS));
  private static final Pattern TAG =
      Pattern.compile(
          "v?([0-9]+)\\.([0-9]+)\\.([0-9]+)(?:-%1$s)?(?:\\+%1$s)?".formatted(IDENTIFIERS));
  private static final Pattern STRICT =
      Pattern.compile(
          "(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)(?:-%1$s)?(?:\\+%1$s)?"
              .formatted(IDENTIFIERS));

  private final long major;
  private final long minor;
  private final long patch;
  private final String prerelease;
  private final String metadata;
  private final String original;

  private Version(
      long major, long minor, long patch, String prerelease, String metadata, String original) {
    this.major = major;
    this.minor = minor;
    this.patch = patch;
    this.prerelease = prerelease;
    this.metadata = metadata;
    this.original = original;
  }

  /**
   * Parses a version, completing what is missing: {@code v1.2} is 1.2.0, and zeros in front of
   * numbers are dropped.
   *
   * @throws InvalidVersion if the text is no version even so
   */
  public static Version parse(String text) {
    return parse(text, TOLERANT);
  }

  /**
   * Parses a complete version: three numbers, no {@code v}, no zeros in front.
   *
   * @throws InvalidVersion if the text is anything else
   */
  public static Version parseStrict(String text) {
    return parse(text, STRICT);
  }

  /**
   * Parses a tag as Flux does: three numbers, with or without {@code v} in front; zeros in front of
   * numbers are dropped, so that {@code 2025.02.03} is a version.
   *
   * @throws InvalidVersion if the text is anything else
   */
  public static Version parseTag(String text) {
    return parse(text, TAG);
  }

  private static Version parse(String text, Pattern pattern) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidVersion(
          "a version of more than " + MAX_LENGTH + " characters is not accepted");
    }
    Matcher parts = pattern.matcher(text);
    if (!parts.matches()) {
      throw InvalidVersion.of(
          text, "expected numbers like 1.2.3, then -prerelease, then +metadata");
    }
    String prerelease = Objects.requireNonNullElse(parts.group(4), "");
    Prerelease.check(text, prerelease);
    return new Version(
        number(text, parts.group(1)),
        number(text, Objects.requireNonNullElse(parts.group(2), "0")),
        number(text, Objects.requireNonNullElse(parts.group(3), "0")),
        prerelease,
        Objects.requireNonNullElse(parts.group(5), ""),
        text);
  }

  private static long number(String text, String digits) {
    try {
      return Long.parseUnsignedLong(digits);
    } catch (NumberFormatException e) {
      throw InvalidVersion.of(text, "a number does not fit in 64 bits");
    }
  }

  public long major() {
    return major;
  }

  public long minor() {
    return minor;
  }

  public long patch() {
    return patch;
  }

  /** The part behind {@code -}, or the empty string. */
  public String prerelease() {
    return prerelease;
  }

  /** The part behind {@code +}, or the empty string. */
  public String metadata() {
    return metadata;
  }

  public boolean isPrerelease() {
    return !prerelease.isEmpty();
  }

  /** The text that was parsed, for instance {@code v1.2}. */
  public String original() {
    return original;
  }

  /** The next patch version; for a prerelease that is the release itself. */
  public Version nextPatch() {
    return isPrerelease() ? release(major, minor, patch) : release(major, minor, next(patch));
  }

  /** The next minor version. */
  public Version nextMinor() {
    return release(major, next(minor), 0);
  }

  /** The next major version. */
  public Version nextMajor() {
    return release(next(major), 0, 0);
  }

  private Version release(long nextMajor, long nextMinor, long nextPatch) {
    return new Version(nextMajor, nextMinor, nextPatch, "", "", "").withOriginalPrefix(original);
  }

  private Version withOriginalPrefix(String of) {
    String prefix = of.startsWith("v") ? "v" : "";
    return new Version(major, minor, patch, prerelease, metadata, prefix + this);
  }

  private static long next(long number) {
    if (number == -1) {
      throw new ArithmeticException("the version number can't be increased beyond 64 bits");
    }
    return number + 1;
  }

  /** The same version with another prerelease part; empty for none. */
  public Version withPrerelease(String identifiers) {
    requireIdentifiers(identifiers);
    Prerelease.check(identifiers, identifiers);
    return new Version(major, minor, patch, identifiers, metadata, "").withOriginalPrefix(original);
  }

  /** The same version with other build metadata; empty for none. */
  public Version withMetadata(String identifiers) {
    requireIdentifiers(identifiers);
    return new Version(major, minor, patch, prerelease, identifiers, "")
        .withOriginalPrefix(original);
  }

  private static void requireIdentifiers(String text) {
    if (!text.isEmpty() && !text.matches(IDENTIFIERS)) {
      throw InvalidVersion.of(text, "expected letters, digits and hyphens, separated by dots");
    }
  }

  @Override
  public int compareTo(Version other) {
    return PRECEDENCE.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Version that
        && compareTo(that) == 0
        && prerelease.equals(that.prerelease)
        && metadata.equals(that.metadata);
  }

  @Override
  public int hashCode() {
    return Objects.hash(major, minor, patch, prerelease, metadata);
  }

  /** The version in full: {@code 1.2.0} for {@code v1.2}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(Long.toUnsignedString(major)).append('.');
    text.append(Long.toUnsignedString(minor)).append('.');
    text.append(Long.toUnsignedString(patch));
    if (!prerelease.isEmpty()) {
      text.append('-').append(prerelease);
    }
    if (!metadata.isEmpty()) {
      text.append('+').append(metadata);
    }
    return text.toString();
  }
}

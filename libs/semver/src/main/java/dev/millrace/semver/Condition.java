package dev.millrace.semver;

/**
 * One comparison of a range.
 *
 * @param bound the version to compare with, what is not given filled with zeros
 * @param precision how much of the version was given
 * @param written the version as written
 */
record Condition(Operator operator, Version bound, Precision precision, String written) {
  /** How much of a version is given: {@code *}, {@code 1}, {@code 1.2}, {@code 1.2.3}. */
  enum Precision {
    ANY,
    MAJOR,
    MINOR,
    FULL
  }

  boolean accepts(Version version) {
    return operator.accepts(version, this);
  }

  boolean namesPrerelease() {
    return bound.isPrerelease();
  }

  boolean isFull() {
    return precision == Precision.FULL;
  }

  /** 1, 0 or -1: how the version's major number compares with the bound's. */
  int compareMajor(Version version) {
    return Long.compareUnsigned(version.major(), bound.major());
  }

  int compareMinor(Version version) {
    return Long.compareUnsigned(version.minor(), bound.minor());
  }

  int comparePatch(Version version) {
    return Long.compareUnsigned(version.patch(), bound.patch());
  }

  @Override
  public String toString() {
    return operator.symbol() + written;
  }
}

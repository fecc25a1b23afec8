package dev.millrace.git;

import org.jspecify.annotations.Nullable;

/** Which commit of a repository is wanted (FLUX.md 2.1). */
public sealed interface GitReference {

  /** The head of a branch. */
  record Branch(String name) implements GitReference {}

  /** The commit of a tag. */
  record Tag(String name) implements GitReference {}

  /** The tag with the highest version in a range; the newest commit where versions are equal. */
  record SemverRange(String range) implements GitReference {}

  /** A full reference such as {@code refs/pull/1/head}. */
  record FullName(String name) implements GitReference {}

  /**
   * One commit.
   *
   * @param branch that must contain it, or null for any branch
   */
  record Commit(String id, @Nullable String branch) implements GitReference {}

  /** What Flux takes when nothing is set: the branch {@code master}. */
  static GitReference byDefault() {
    return new Branch("master");
  }

  /**
   * Chooses among the fields of {@code spec.ref} in Flux's order: commit, name, tag, semver,
   * branch. Null and empty texts are absent.
   */
  static GitReference of(
      @Nullable String branch,
      @Nullable String tag,
      @Nullable String semver,
      @Nullable String name,
      @Nullable String commit) {
    if (isSet(commit)) {
      return new Commit(given(commit), isSet(branch) ? branch : null);
    }
    if (isSet(name)) {
      return new FullName(given(name));
    }
    if (isSet(tag)) {
      return new Tag(given(tag));
    }
    if (isSet(semver)) {
      return new SemverRange(given(semver));
    }
    return isSet(branch) ? new Branch(given(branch)) : byDefault();
  }

  private static boolean isSet(@Nullable String value) {
    return !given(value).isEmpty();
  }

  private static String given(@Nullable String value) {
    return value == null ? "" : value;
  }
}

package dev.millrace.yaml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where keys may have started that are known as keys only once their {@code :} is seen. There is
 * one candidate at most in each level of brackets. A key ends in its line, within 1,024 characters.
 */
final class SimpleKeys {
  private static final int MAX_LENGTH = 1024;

  private final SourceText source;
  private final List<@Nullable Candidate> levels = new ArrayList<>();

  /**
   * A possible key.
   *
   * @param tokenNumber of its first token
   * @param required whether nothing but a key can stand there
   */
  record Candidate(int tokenNumber, boolean required, int line, int column, Position start) {}

  SimpleKeys(SourceText source) {
    this.source = source;
    levels.add(null);
  }

  /** The number of open brackets. */
  int flowLevel() {
    return levels.size() - 1;
  }

  void enterFlow() {
    levels.add(null);
  }

  void leaveFlow() {
    if (levels.size() > 1) {
      levels.removeLast();
    }
  }

  /** Notes that a key may start here, in place of an earlier candidate of this level. */
  void save(int tokenNumber, boolean required) {
    remove();
    levels.set(
        levels.size() - 1,
        new Candidate(tokenNumber, required, source.line(), source.column(), source.position()));
  }

  /** Drops the candidate of this level. */
  void remove() {
    Candidate candidate = levels.getLast();
    if (candidate != null && candidate.required()) {
      throw missingColon(candidate);
    }
    levels.set(levels.size() - 1, null);
  }

  /** Takes the candidate of this level, as its {@code :} is found. */
  @Nullable Candidate take() {
    Candidate candidate = stillPossible(levels.size() - 1);
    levels.set(levels.size() - 1, null);
    return candidate;
  }

  /** Whether a token may still turn out to be the start of a key. */
  boolean mayStartAt(int tokenNumber) {
    for (int level = 0; level < levels.size(); level++) {
      Candidate candidate = levels.get(level);
      if (candidate != null && candidate.tokenNumber() == tokenNumber) {
        return stillPossible(level) != null;
      }
    }
    return false;
  }

  private @Nullable Candidate stillPossible(int level) {
    Candidate candidate = levels.get(level);
    if (candidate == null) {
      return null;
    }
    boolean over =
        candidate.line() < source.line()
            || source.peek() == SourceText.END
            || candidate.start().offset() + MAX_LENGTH < source.index();
    if (!over) {
      return candidate;
    }
    if (candidate.required()) {
      throw missingColon(candidate);
    }
    levels.set(level, null);
    return null;
  }

  private static YamlException missingColon(Candidate candidate) {
    return new YamlException(
        "expected a key here, but no ':' follows in the same line", candidate.start());
  }
}

package dev.millrace.sops.metadata;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which values of a file are encrypted: a rule about the keys on the way to a value, or about the
 * comments before it. A file has exactly one.
 *
 * <p>Not for use by several threads: answers about keys are remembered.
 */
public final class Selection {
  private final Rule rule;
  private final Predicate<String> matches;
  private final Map<String, Boolean> known = new HashMap<>();

  /** What a match means. */
  private enum Rule {
    KEY_IN_CLEAR,
    KEY_ENCRYPTED,
    COMMENT_IN_CLEAR,
    COMMENT_ENCRYPTED
  }

  private Selection(Rule rule, Predicate<String> matches) {
    this.rule = rule;
    this.matches = matches;
  }

  /** All values but those below a key with this ending. */
  public static Selection exceptSuffix(String suffix) {
    return new Selection(Rule.KEY_IN_CLEAR, key -> key.endsWith(suffix));
  }

  /** The values below a key with this ending. */
  public static Selection suffix(String suffix) {
    return new Selection(Rule.KEY_ENCRYPTED, key -> key.endsWith(suffix));
  }

  /** All values but those below a key that the expression finds. */
  public static Selection exceptKeys(String expression) {
    return new Selection(Rule.KEY_IN_CLEAR, expression(expression));
  }

  /** The values below a key that the expression finds. */
  public static Selection keys(String expression) {
    return new Selection(Rule.KEY_ENCRYPTED, expression(expression));
  }

  /** All values but those below a comment that the expression finds. */
  public static Selection exceptCommented(String expression) {
    return new Selection(Rule.COMMENT_IN_CLEAR, expression(expression));
  }

  /** The values below a comment that the expression finds. */
  public static Selection commented(String expression) {
    return new Selection(Rule.COMMENT_ENCRYPTED, expression(expression));
  }

  /** An expression that does not compile finds nothing, as in the original. */
  private static Predicate<String> expression(String expression) {
    try {
      Pattern pattern = Pattern.compile(expression);
      return text -> pattern.matcher(text).find();
    } catch (PatternSyntaxException e) {
      return _ -> false;
    }
  }

  /**
   * Whether a value is encrypted.
   *
   * @param path the keys on the way to it
   * @param comments on each level of maps and lists, those since the last value
   */
  public boolean encrypts(List<String> path, List<List<String>> comments) {
    return switch (rule) {
      case KEY_IN_CLEAR -> path.stream().noneMatch(this::isMatch);
      case KEY_ENCRYPTED -> path.stream().anyMatch(this::isMatch);
      case COMMENT_IN_CLEAR -> comments.stream().flatMap(List::stream).noneMatch(this::isMatch);
      case COMMENT_ENCRYPTED -> comments.stream().flatMap(List::stream).anyMatch(this::isMatch);
    };
  }

  /**
   * Whether a comment is encrypted; {@code comments} end with this one. A comment that asks for
   * encryption stays readable itself.
   */
  public boolean encryptsComment(List<String> path, List<List<String>> comments) {
    if (rule != Rule.COMMENT_ENCRYPTED) {
      return encrypts(path, comments);
    }
    List<String> last = comments.getLast();
    return comments.subList(0, comments.size() - 1).stream()
            .flatMap(List::stream)
            .anyMatch(this::isMatch)
        || last.subList(0, last.size() - 1).stream().anyMatch(this::isMatch);
  }

  private boolean isMatch(String text) {
    return known.computeIfAbsent(text, matches::test);
  }
}

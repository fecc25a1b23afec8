package dev.millrace.helm.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A shell pattern as Go's {@code filepath.Match} reads it: {@code *} and {@code ?} stop at slashes,
 * {@code [a-z]} and {@code [^a-z]} are classes, {@code \} takes the next character as it is.
 * Matching takes time proportional to pattern times text.
 */
public final class ShellPattern {
  private final List<Token> tokens;

  private ShellPattern(List<Token> tokens) {
    this.tokens = List.copyOf(tokens);
  }

  private sealed interface Token {
    /** Any run of characters without a slash. */
    record Run() implements Token {}

    /** One character without a slash. */
    record AnyOne() implements Token {}

    /** This character. */
    record Literal(char character) implements Token {}

    /** A character of these ranges, or outside them. */
    record CharClass(List<Range> ranges, boolean negated) implements Token {}
  }

  private record Range(char low, char high) {
    boolean contains(char c) {
      return low <= c && c <= high;
    }
  }

  /**
   * Reads a pattern.
   *
   * @throws ChartException if it is malformed
   */
  public static ShellPattern compile(String text) throws ChartException {
    return new ShellPattern(new Compiler(text).tokens());
  }

  /** Whether the whole text fits. */
  public boolean matches(String text) {
    boolean[] reachable = new boolean[text.length() + 1];
    reachable[0] = true;
    for (Token token : tokens) {
      reachable = step(token, text, reachable);
    }
    return reachable[text.length()];
  }

  /** The positions that are reachable after {@code token} from the ones before it. */
  private static boolean[] step(Token token, String text, boolean[] before) {
    boolean[] after = new boolean[before.length];
    for (int at = 0; at < before.length; at++) {
      if (token instanceof Token.Run) {
        boolean carried = at > 0 && after[at - 1] && text.charAt(at - 1) != '/';
        after[at] = before[at] || carried;
      } else if (at > 0) {
        after[at] = before[at - 1] && accepts(token, text.charAt(at - 1));
      }
    }
    return after;
  }

  private static boolean accepts(Token token, char c) {
    return switch (token) {
      case Token.Run _, Token.AnyOne _ -> c != '/';
      case Token.Literal(char expected) -> c == expected;
      case Token.CharClass(List<Range> ranges, boolean negated) ->
          ranges.stream().anyMatch(range -> range.contains(c)) != negated;
    };
  }

  private static final class Compiler {
    private final String text;
    private int at;

    Compiler(String text) {
      this.text = text;
    }

    List<Token> tokens() throws ChartException {
      var tokens = new ArrayList<Token>();
      while (at < text.length()) {
        char c = text.charAt(at++);
        tokens.add(
            switch (c) {
              case '*' -> new Token.Run();
              case '?' -> new Token.AnyOne();
              case '[' -> charClass();
              case '\\' -> new Token.Literal(escaped());
              default -> new Token.Literal(c);
            });
      }
      return tokens;
    }

    private Token charClass() throws ChartException {
      boolean negated = at < text.length() && text.charAt(at) == '^';
      at += negated ? 1 : 0;
      var ranges = new ArrayList<Range>();
      while (at < text.length() && (text.charAt(at) != ']' || ranges.isEmpty())) {
        char low = classCharacter();
        char high = low;
        if (at < text.length() && text.charAt(at) == '-') {
          at++;
          high = classCharacter();
        }
        ranges.add(new Range(low, high));
      }
      if (at >= text.length() || ranges.isEmpty()) {
        throw broken();
      }
      at++;
      return new Token.CharClass(List.copyOf(ranges), negated);
    }

    private char classCharacter() throws ChartException {
      if (at >= text.length() || text.charAt(at) == '-' || text.charAt(at) == ']') {
        throw broken();
      }
      char c = text.charAt(at++);
      return c == '\\' ? escaped() : c;
    }

    private char escaped() throws ChartException {
      if (at >= text.length()) {
        throw broken();
      }
      return text.charAt(at++);
    }

    private ChartException broken() {
      return new ChartException(".helmignore: the pattern \"" + text + "\" is broken");
    }
  }
}

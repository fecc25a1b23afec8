package dev.millrace.helm.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Patterns of {@code .Files.Glob}: {@code *} and {@code ?} stop at slashes, {@code **} does not,
 * {@code [abc]}, {@code [a-z]} and {@code [!a]} are classes, {@code {a,b}} alternatives, {@code \}
 * takes the next character as it is. A broken pattern matches everything, as in Helm.
 */
final class PathGlob {
  private static final int MAX_LENGTH = 4096;
  private static final int MAX_STATES = 20_000;

  private final Node start;

  private PathGlob(Node start) {
    this.start = start;
  }

  static PathGlob compileOrAny(String pattern) {
    return new PathGlob(new Compiler(pattern).compile().orElseGet(PathGlob::anything));
  }

  boolean matches(String text) {
    var current = new StateSet();
    current.add(start);
    for (int i = 0; i < text.length(); i++) {
      var next = new StateSet();
      for (Node node : current.nodes) {
        node.step(text.charAt(i), next);
      }
      current = next;
    }
    return current.accepts;
  }

  private static Node anything() {
    var end = new Node(null, false);
    return new Node(new Test.Any(true), true).followedBy(end);
  }

  /** What a character must be. */
  private sealed interface Test {
    boolean accepts(char c);

    record Any(boolean slashes) implements Test {
      @Override
      public boolean accepts(char c) {
        return slashes || c != '/';
      }
    }

    record One(char wanted) implements Test {
      @Override
      public boolean accepts(char c) {
        return c == wanted;
      }
    }

    /** Characters in pairs: from, to. */
    record InClass(String ranges, boolean negated) implements Test {
      @Override
      public boolean accepts(char c) {
        for (int i = 0; i < ranges.length(); i += 2) {
          if (ranges.charAt(i) <= c && c <= ranges.charAt(i + 1)) {
            return !negated;
          }
        }
        return negated;
      }
    }
  }

  /**
   * A state of the automaton: passes on at once without a test, else with each accepted character.
   */
  private static final class Node {
    private final @org.jspecify.annotations.Nullable Test test;
    private final boolean repeats;
    private final List<Node> next = new ArrayList<>();
    private boolean last = true;

    Node(@org.jspecify.annotations.Nullable Test test, boolean repeats) {
      this.test = test;
      this.repeats = repeats;
    }

    Node followedBy(Node node) {
      next.add(node);
      last = false;
      return this;
    }

    void step(char c, StateSet into) {
      if (test != null && test.accepts(c)) {
        if (repeats) {
          into.add(this);
        } else {
          next.forEach(into::add);
        }
      }
    }
  }

  /** States that are active, with all that they pass on to at once. */
  private static final class StateSet {
    private final List<Node> nodes = new ArrayList<>();
    private boolean accepts;

    void add(Node node) {
      if (nodes.contains(node)) {
        return;
      }
      nodes.add(node);
      if (node.test == null || node.repeats) {
        accepts |= node.last;
        node.next.forEach(this::add);
      }
    }
  }

  private static final class Compiler {
    private final String pattern;
    private int at;
    private int states;
    private boolean broken;

    Compiler(String pattern) {
      this.pattern = pattern;
    }

    Optional<Node> compile() {
      if (pattern.length() > MAX_LENGTH) {
        return Optional.empty();
      }
      var start = new Node(null, false);
      var end = new Node(null, false);
      sequence(start, end, 0);
      return broken || at < pattern.length() ? Optional.empty() : Optional.of(start);
    }

    /** Reads up to the end, or inside braces up to a comma or brace; joins from start to end. */
    private void sequence(Node start, Node end, int depth) {
      Node tail = start;
      while (at < pattern.length() && !broken) {
        char c = pattern.charAt(at);
        if (depth > 0 && (c == ',' || c == '}')) {
          break;
        }
        at++;
        tail = c == '{' ? alternatives(tail, depth) : append(tail, part(c));
      }
      tail.followedBy(end);
    }

    private Node alternatives(Node before, int depth) {
      var after = new Node(null, false);
      while (!broken) {
        var branch = new Node(null, false);
        countState();
        before.followedBy(branch);
        sequence(branch, after, depth + 1);
        if (at >= pattern.length()) {
          broken = true;
        } else if (pattern.charAt(at++) == '}') {
          break;
        }
      }
      return after;
    }

    private Node append(Node tail, Node node) {
      countState();
      tail.followedBy(node);
      return node;
    }

    private void countState() {
      broken |= ++states > MAX_STATES;
    }

    private Node part(char c) {
      return switch (c) {
        case '*' -> new Node(new Test.Any(skip('*')), true);
        case '?' -> new Node(new Test.Any(false), false);
        case '[' -> new Node(charClass(), false);
        case '\\' -> new Node(new Test.One(escaped()), false);
        default -> new Node(new Test.One(c), false);
      };
    }

    private boolean skip(char wanted) {
      boolean found = at < pattern.length() && pattern.charAt(at) == wanted;
      at += found ? 1 : 0;
      return found;
    }

    private Test charClass() {
      boolean negated = skip('!') || skip('^');
      var ranges = new StringBuilder();
      while (at < pattern.length() && pattern.charAt(at) != ']') {
        char low = pattern.charAt(at++);
        char high = low;
        boolean range =
            at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']';
        if (range) {
          high = pattern.charAt(at + 1);
          at += 2;
        }
        ranges.append(low).append(high);
      }
      broken |= !skip(']') || ranges.isEmpty();
      return new Test.InClass(ranges.toString(), negated);
    }

    private char escaped() {
      if (at >= pattern.length()) {
        broken = true;
        return '\\';
      }
      return pattern.charAt(at++);
    }
  }
}

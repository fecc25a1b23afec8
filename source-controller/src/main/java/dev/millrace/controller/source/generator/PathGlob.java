package dev.millrace.controller.source.generator;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * Patterns of paths. In copies {@code *} and {@code **} mean the same, any part of one name; where
 * names are excluded and archives extracted, {@code **} runs over folders and <code>{a,b}</code>
 * means alternatives.
 */
final class PathGlob {
  private static final String SPECIAL = "*?[]";

  private final Pattern pattern;

  private PathGlob(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Whether a source is a pattern and not the path of one file or folder. */
  static boolean isPattern(String path) {
    return path.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0);
  }

  /** A pattern each of whose parts stands for one name. */
  static PathGlob ofNames(String glob) throws InvalidGlob {
    return new PathGlob(compile(glob, false));
  }

  /** A pattern that may run over folders. */
  static PathGlob recursive(String glob) throws InvalidGlob {
    return new PathGlob(compile(glob, true));
  }

  boolean matches(String path) {
    return pattern.matches(path);
  }

  /** A pattern can't be understood. */
  static final class InvalidGlob extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidGlob(String message) {
      super(message);
    }
  }

  private static Pattern compile(String glob, boolean recursive) throws InvalidGlob {
    List<String> globs = recursive ? Alternatives.of(glob) : List.of(glob);
    List<String> expressions = new ArrayList<>();
    for (String one : globs) {
      expressions.add(new Translation(one, recursive).run());
    }
    try {
      return Pattern.compile(String.join("|", expressions));
    } catch (PatternSyntaxException e) {
      throw notUnderstood(glob);
    }
  }

  static InvalidGlob notUnderstood(String glob) {
    return new InvalidGlob("syntax error in pattern '" + glob + "'");
  }

  /** One pass over a pattern without alternatives that makes a regular expression of it. */
  private static final class Translation {
    private final String glob;
    private final boolean recursive;
    private final StringBuilder regex = new StringBuilder();
    private int at;

    Translation(String glob, boolean recursive) {
      this.glob = glob;
      this.recursive = recursive;
    }

    String run() throws InvalidGlob {
      while (at < glob.length()) {
        char c = glob.charAt(at++);
        switch (c) {
          case '*' -> star();
          case '?' -> regex.append("[^/]");
          case '[' -> characters();
          case '\\' -> escaped();
          case '/' -> slash();
          default -> literal(c);
        }
      }
      return regex.toString();
    }

    private void star() {
      boolean atStart = at == 1 || glob.charAt(at - 2) == '/';
      boolean twice = glob.startsWith("*", at);
      if (twice) {
        at++;
      }
      boolean wholeName = atStart && (at == glob.length() || glob.charAt(at) == '/');
      if (!(recursive && twice && wholeName)) {
        regex.append("[^/]*");
      } else if (at == glob.length()) {
        regex.append(".*");
      } else {
        at++;
        regex.append("(?:.*/)?");
      }
    }

    /** Two stars at the end stand for the folder before them, too. */
    private void slash() {
      if (recursive && glob.substring(at).equals("**")) {
        at = glob.length();
        regex.append("(?:/.*)?");
      } else {
        literal('/');
      }
    }

    private void characters() throws InvalidGlob {
      int close = glob.indexOf(']', at + 1);
      if (close < 0) {
        throw notUnderstood(glob);
      }
      String inside = glob.substring(at, close);
      boolean not = inside.startsWith("^") || (recursive && inside.startsWith("!"));
      String wanted =
          (not ? inside.substring(1) : inside).replace("\\", "\\\\").replace("[", "\\[");
      regex.append(not ? "[^/" : "[").append(wanted).append(']');
      at = close + 1;
    }

    private void escaped() throws InvalidGlob {
      if (at == glob.length()) {
        throw notUnderstood(glob);
      }
      literal(glob.charAt(at++));
    }

    private void literal(char c) {
      regex.append(Pattern.quote(String.valueOf(c)));
    }
  }
}

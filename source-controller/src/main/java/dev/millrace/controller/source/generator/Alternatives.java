package dev.millrace.controller.source.generator;

import dev.millrace.controller.source.generator.PathGlob.InvalidGlob;
import java.util.ArrayList;
import java.util.List;

/** The patterns that one with <code>{a,b}</code> stands for. */
final class Alternatives {
  private static final int MOST_COMMAS = 20;
  private static final int MOST_PATTERNS = 1_000;

  private final String glob;
  private final List<String> found = new ArrayList<>();

  private Alternatives(String glob) {
    this.glob = glob;
  }

  /**
   * All of them; a pattern without alternatives stands for itself.
   *
   * @throws InvalidGlob when a brace is not closed, or there are too many
   */
  static List<String> of(String glob) throws InvalidGlob {
    Alternatives alternatives = new Alternatives(glob);
    alternatives.checkNumber();
    alternatives.expand("", glob);
    return alternatives.found;
  }

  private void checkNumber() throws InvalidGlob {
    int depth = 0;
    int commas = 0;
    for (int at = 0; at < glob.length(); at++) {
      switch (glob.charAt(at)) {
        case '\\' -> at++;
        case '{' -> depth++;
        case '}' -> depth = Math.max(0, depth - 1);
        case ',' -> commas += depth > 0 ? 1 : 0;
        default -> {}
      }
    }
    if (depth > 0) {
      throw PathGlob.notUnderstood(glob);
    }
    if (commas > MOST_COMMAS) {
      throw tooMany(MOST_COMMAS + " alternatives");
    }
  }

  /** Replaces the first group of what is left by each of its members in turn. */
  private void expand(String done, String left) throws InvalidGlob {
    int open = next(left, 0, '{');
    if (open < 0) {
      if (found.size() >= MOST_PATTERNS) {
        throw tooMany(MOST_PATTERNS + " combinations of alternatives");
      }
      found.add(done + left);
      return;
    }
    int close = closing(left, open);
    for (String member : members(left.substring(open + 1, close))) {
      expand(done + left.substring(0, open), member + left.substring(close + 1));
    }
  }

  private InvalidGlob tooMany(String what) {
    return new InvalidGlob(
        "the pattern '%s' has more than %s in '{}' groups".formatted(glob, what));
  }

  private static List<String> members(String group) {
    List<String> members = new ArrayList<>();
    int start = 0;
    int depth = 0;
    for (int at = 0; at < group.length(); at++) {
      switch (group.charAt(at)) {
        case '\\' -> at++;
        case '{' -> depth++;
        case '}' -> depth--;
        case ',' -> {
          if (depth == 0) {
            members.add(group.substring(start, at));
            start = at + 1;
          }
        }
        default -> {}
      }
    }
    members.add(group.substring(start));
    return members;
  }

  /** Where the brace is closed that is opened at an index. */
  private int closing(String text, int open) throws InvalidGlob {
    int depth = 0;
    for (int at = open; at < text.length(); at++) {
      switch (text.charAt(at)) {
        case '\\' -> at++;
        case '{' -> depth++;
        case '}' -> {
          if (--depth == 0) {
            return at;
          }
        }
        default -> {}
      }
    }
    throw PathGlob.notUnderstood(glob);
  }

  private static int next(String text, int from, char wanted) {
    for (int at = from; at < text.length(); at++) {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.charAt(at) == wanted) {
        return at;
      }
    }
    return -1;
  }
}

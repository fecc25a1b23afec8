package dev.millrace.kustomize.node;

import dev.millrace.kustomize.problem.KustomizeException;

/** One step of a path through nodes, told apart by how it is written. */
sealed interface PathStep {

  /** A field of a map. */
  record Field(String name) implements PathStep {}

  /** An item of a list by position. */
  record Index(int position) implements PathStep {}

  /** The last item of a list: {@code -}. */
  record Last() implements PathStep {}

  /** Every item of a list: {@code *}. */
  record Every() implements PathStep {}

  /**
   * The items of a list with a field of some value: {@code [name=nginx]}; without a name the item
   * itself has the value.
   */
  record Match(String name, String value) implements PathStep {}

  /** Reads one part of a path. */
  static PathStep of(String part) {
    if (part.equals("-")) {
      return new Last();
    }
    if (part.equals("*")) {
      return new Every();
    }
    if (isMatch(part)) {
      return match(part);
    }
    return isNumber(part) ? index(part) : new Field(part);
  }

  /**
   * Reads one part of a path that may have wildcards; there is no last item and no negative one.
   */
  static PathStep ofPattern(String part) {
    return part.startsWith("-") ? new Field(part) : of(part);
  }

  /** The kind that a missing node must have so that this part can be a step from it. */
  static Node.Kind kindOfParent(String part) {
    return isMatch(part) || (isNumber(part) && !part.startsWith("-"))
        ? Node.Kind.LIST
        : Node.Kind.MAP;
  }

  private static boolean isMatch(String part) {
    return part.startsWith("[") && part.endsWith("]");
  }

  private static Match match(String part) {
    String inner = part.substring(1, Math.max(1, part.length() - 1));
    int equals = inner.indexOf('=');
    if (equals < 0) {
      throw new KustomizeException(
          "the path step '" + part + "' has no '='; write [field=value] to select a list item");
    }
    return new Match(inner.substring(0, equals), inner.substring(equals + 1));
  }

  private static boolean isNumber(String part) {
    int start = part.startsWith("-") || part.startsWith("+") ? 1 : 0;
    return part.length() > start
        && part.length() < 10
        && part.chars().skip(start).allMatch(c -> c >= '0' && c <= '9');
  }

  private static Index index(String part) {
    int position = Integer.parseInt(part);
    if (position < 0) {
      throw new KustomizeException("the list index " + part + " is negative");
    }
    return new Index(position);
  }
}

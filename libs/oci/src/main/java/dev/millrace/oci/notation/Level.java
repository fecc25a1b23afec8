package dev.millrace.oci.notation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * How much of a signature has to be right.
 *
 * @param skip whether nothing is looked at
 * @param enforced checks that have to pass
 * @param skipped checks that are not made
 */
record Level(boolean skip, Set<Check> enforced, Set<Check> skipped) {
  private static final String ENFORCE = "enforce";
  private static final String SKIP = "skip";

  Level {
    enforced = Set.copyOf(enforced);
    skipped = Set.copyOf(skipped);
  }

  /**
   * Reads a level.
   *
   * @param overrides other actions for single checks
   * @throws IllegalArgumentException with what is wrong, for users
   */
  static Level of(String name, Map<String, String> overrides) {
    var enforced = EnumSet.copyOf(base(name));
    var skipped = EnumSet.noneOf(Check.class);
    boolean skip = name.equals(SKIP);
    if (skip && !overrides.isEmpty()) {
      throw new IllegalArgumentException("the level 'skip' can't be overridden");
    }
    actions(overrides)
        .forEach(
            (check, action) -> {
              enforced.remove(check);
              if (action.equals(ENFORCE)) {
                enforced.add(check);
              } else if (action.equals(SKIP)) {
                skipped.add(check);
              }
            });
    return new Level(skip, enforced, skipped);
  }

  private static Set<Check> base(String name) {
    return switch (name) {
      case "strict" -> EnumSet.allOf(Check.class);
      case "permissive" -> EnumSet.of(Check.INTEGRITY, Check.AUTHENTICITY);
      case "audit", SKIP -> EnumSet.of(Check.INTEGRITY);
      default -> throw new IllegalArgumentException("the level '%s' is not known".formatted(name));
    };
  }

  private static Map<Check, String> actions(Map<String, String> overrides) {
    var actions = new EnumMap<Check, String>(Check.class);
    overrides.forEach((word, action) -> actions.put(check(word, action), action));
    return actions;
  }

  private static Check check(String word, String action) {
    var check =
        Arrays.stream(Check.values())
            .filter(known -> known.word().equals(word))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("the check '%s' is not known".formatted(word)));
    boolean allowed =
        switch (action) {
          case ENFORCE, "log" -> check != Check.INTEGRITY;
          case SKIP -> check == Check.REVOCATION;
          default -> false;
        };
    if (!allowed) {
      throw new IllegalArgumentException(
          "the check '%s' can't be overridden with '%s'".formatted(word, action));
    }
    return check;
  }
}

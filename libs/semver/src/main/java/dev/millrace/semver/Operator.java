package dev.millrace.semver;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an operator accepts. Prereleases that a range does not ask for are sorted out before. */
enum Operator {
  EQUAL("", "=") {
    @Override
    boolean accepts(Version version, Condition condition) {
      return condition.isFull()
          ? version.compareTo(condition.bound()) == 0
          : TILDE.accepts(version, condition);
    }
  },
  NOT_EQUAL("!=") {
    @Override
    boolean accepts(Version version, Condition condition) {
      return switch (condition.precision()) {
        case ANY, FULL -> version.compareTo(condition.bound()) != 0;
        case MAJOR -> condition.compareMajor(version) != 0;
        case MINOR ->
            condition.compareMajor(version) != 0
                || condition.compareMinor(version) != 0
                || !version.prerelease().equals(condition.bound().prerelease());
      };
    }
  },
  GREATER(">") {
    @Override
    boolean accepts(Version version, Condition condition) {
      int major = condition.compareMajor(version);
      return switch (condition.precision()) {
        case MAJOR -> major > 0;
        case MINOR -> major > 0 || (major == 0 && condition.compareMinor(version) > 0);
        case ANY, FULL -> version.compareTo(condition.bound()) > 0;
      };
    }
  },
  LESS("<") {
    @Override
    boolean accepts(Version version, Condition condition) {
      return version.compareTo(condition.bound()) < 0;
    }
  },
  AT_LEAST(">=", "=>") {
    @Override
    boolean accepts(Version version, Condition condition) {
      return version.compareTo(condition.bound()) >= 0;
    }
  },
  AT_MOST("<=", "=<") {
    @Override
    boolean accepts(Version version, Condition condition) {
      int major = condition.compareMajor(version);
      return switch (condition.precision()) {
        case FULL -> version.compareTo(condition.bound()) <= 0;
        case MAJOR -> major <= 0;
        case ANY, MINOR -> major < 0 || (major == 0 && condition.compareMinor(version) <= 0);
      };
    }
  },
  TILDE("~", "~>") {
    @Override
    boolean accepts(Version version, Condition condition) {
      if (version.compareTo(condition.bound()) < 0) {
        return false;
      }
      boolean anything =
          isZero(condition.bound())
              && (condition.isFull() || condition.precision() == Condition.Precision.ANY);
      return anything
          || (condition.compareMajor(version) == 0
              && (condition.precision() == Condition.Precision.MAJOR
                  || condition.compareMinor(version) == 0));
    }
  },
  CARET("^") {
    @Override
    boolean accepts(Version version, Condition condition) {
      Version bound = condition.bound();
      if (version.compareTo(bound) < 0) {
        return false;
      }
      if (bound.major() != 0 || condition.precision() == Condition.Precision.MAJOR) {
        return condition.compareMajor(version) == 0;
      }
      if (version.major() != 0 || condition.compareMinor(version) != 0) {
        return false;
      }
      // Below 0.1 every patch may break: ^0.0.3 is 0.0.3 alone.
      return bound.minor() != 0
          || condition.precision() == Condition.Precision.MINOR
          || condition.comparePatch(version) == 0;
    }
  };

  private final List<String> symbols;

  Operator(String... symbols) {
    this.symbols = List.of(symbols);
  }

  abstract boolean accepts(Version version, Condition condition);

  String symbol() {
    return symbols.getFirst();
  }

  static Optional<Operator> of(String symbol) {
    return Arrays.stream(values()).filter(op -> op.symbols.contains(symbol)).findFirst();
  }

  private static boolean isZero(Version version) {
    return version.major() == 0 && version.minor() == 0 && version.patch() == 0;
  }
}

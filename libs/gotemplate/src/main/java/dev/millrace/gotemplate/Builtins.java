package dev.millrace.gotemplate;

import java.util.Map;

/** Go's builtin functions. */
final class Builtins {
  private Builtins() {}

  static Map<String, GoFunction> all() {
    return Map.of();
  }
}

package dev.millrace.gotemplate.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Gives each function that a text calls an index, in the order of first use. */
final class FunctionNames {
  private final Predicate<String> isFunction;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  FunctionNames(Predicate<String> isFunction) {
    this.isFunction = isFunction;
  }

  boolean isDefined(String name) {
    return indexes.containsKey(name) || isFunction.test(name);
  }

  int index(String name) {
    return indexes.computeIfAbsent(
        name,
        newName -> {
          names.add(newName);
          return names.size() - 1;
        });
  }

  List<String> names() {
    return List.copyOf(names);
  }
}

package dev.millrace.helm.render;

import dev.millrace.gotemplate.FunctionFailure;
import java.util.HashMap;
import java.util.Map;

/** How often each template is being included at the moment; Helm allows a thousand times. */
final class Recursion {
  private static final int MAX = 1_000;

  private final Map<String, Integer> active = new HashMap<>();

  void enter(String name) {
    int count = active.merge(name, 1, Integer::sum);
    if (count > MAX + 1) {
      leave(name);
      throw new FunctionFailure(
          "rendering template has a nested reference name: "
              + name
              + ": unable to execute template");
    }
  }

  void leave(String name) {
    active.merge(name, -1, Integer::sum);
  }
}

package dev.millrace.helm.render;

import dev.millrace.gotemplate.FunctionFailure;
import java.util.HashMap;
import java.util.Map;

/**
 * How often each template is being included at the moment, and how many texts are being executed
 * inside one another; Helm allows a thousand of the one and has no bound for the other.
 */
final class Recursion {
  private static final int MAX = 1_000;

  private final Map<String, Integer> active = new HashMap<>();
  private int texts;

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

  /** A text executes inside others. */
  void enterText() {
    if (texts >= MAX) {
      throw new FunctionFailure(
          "tpl is nested more than " + MAX + " times; a text seems to execute itself");
    }
    texts++;
  }

  void leaveText() {
    texts--;
  }

  void leave(String name) {
    active.merge(name, -1, Integer::sum);
  }
}

package dev.millrace.gotemplate.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * The variables of one template while it is parsed. Go keeps two ideas of scope apart: which names
 * the parser accepts, and which variables exist when the template runs. A variable declared in the
 * body of an {@code if} is accepted in its {@code else}, but does not exist there.
 */
final class VariableScope {
  /** The slot of a variable that the parser accepts and that does not exist when it is used. */
  static final int UNDEFINED = -1;

  private final List<String> accepted = new ArrayList<>(List.of("$"));
  private final List<String> live = new ArrayList<>(List.of("$"));
  private int slots = 1;

  /** A point to go back to. */
  record Mark(int accepted, int live) {}

  Mark mark() {
    return new Mark(accepted.size(), live.size());
  }

  /** Forgets the variables of both kinds since the mark. */
  void reset(Mark mark) {
    truncate(accepted, mark.accepted);
    truncate(live, mark.live);
  }

  /** Ends the run-time life of the variables since the mark; their names stay accepted. */
  void endLife(Mark mark) {
    truncate(live, mark.live);
  }

  /** From here on the parser accepts the name. */
  void accept(String name) {
    accepted.add(name);
  }

  boolean accepts(String name) {
    return accepted.contains(name);
  }

  /** From here on the variable exists; returns its slot. */
  int declare(String name) {
    live.add(name);
    slots = Math.max(slots, live.size());
    return live.size() - 1;
  }

  /** The slot of the variable of that name which exists, or {@link #UNDEFINED}. */
  int slot(String name) {
    return live.lastIndexOf(name);
  }

  /** How many variables can exist at once. */
  int slots() {
    return slots;
  }

  private static void truncate(List<String> names, int size) {
    names.subList(size, names.size()).clear();
  }
}

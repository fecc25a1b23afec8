package dev.millrace.kustomize.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of steps that do not depend on each other, to report them together. */
public final class Problems {
  private static final int MOST_WORTH_READING = 50;

  private final List<Problem> found = new ArrayList<>();

  /** Whether no problem was noted so far. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** Notes a problem. */
  public void add(Problem problem) {
    found.add(problem);
  }

  /** Runs a step; its failure is noted and does not stop the caller. */
  public void collect(Runnable step) {
    try {
      step.run();
    } catch (KustomizeException e) {
      found.addAll(e.problems());
    }
  }

  /**
   * Ends the collection.
   *
   * @throws KustomizeException if any problem was noted
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      int shown = Math.min(found.size(), MOST_WORTH_READING);
      throw new KustomizeException(found.subList(0, shown));
    }
  }
}

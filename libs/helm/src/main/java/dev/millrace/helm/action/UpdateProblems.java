package dev.millrace.helm.action;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What went wrong with several objects, told as Helm tells it. There is an end to it: a cluster
 * that refuses everything is not asked about everything.
 */
final class UpdateProblems {
  private static final int MOST = 10;

  private final List<ClusterException> problems = new ArrayList<>();

  /** Something done to one object. */
  @FunctionalInterface
  interface Doing {
    void run() throws ClusterException;
  }

  /** Does it, and remembers if it fails; fails itself when too much did. */
  void collect(Doing doing) throws ClusterException {
    try {
      doing.run();
    } catch (ClusterException e) {
      problems.add(e);
      if (problems.size() == MOST) {
        throwIfAny();
      }
    }
  }

  /** Fails with all that went wrong so far. */
  void throwIfAny() throws ClusterException {
    if (!problems.isEmpty()) {
      String told =
          problems.stream().map(ClusterException::getMessage).collect(Collectors.joining(" && "));
      throw new ClusterException(told, problems.getFirst());
    }
  }
}

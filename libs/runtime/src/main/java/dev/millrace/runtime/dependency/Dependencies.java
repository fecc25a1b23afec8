package dev.millrace.runtime.dependency;

import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reference.ReferenceKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The rules of {@code dependsOn} that are the same for every kind (FLUX.md 1.13, 3.2). */
public final class Dependencies {
  /** More objects than anybody chains; a graph beyond that is not searched to its end. */
  private static final int MAX_VISITED = 10_000;

  private Dependencies() {}

  /** Why a dependency does not count as ready; empty when it does. */
  public static Optional<String> notReadyBecause(
      Optional<? extends ReconciledObject<?>> dependency) {
    if (dependency.isEmpty()) {
      return Optional.of("it does not exist");
    }
    ReconciledObject<?> object = dependency.get();
    if (object.status().observedGeneration() != object.getMetadata().getGeneration()) {
      return Optional.of("it has changes that are not reconciled yet");
    }
    Optional<Condition> ready = Conditions.find(object.status().conditions(), ConditionType.READY);
    if (ready.isEmpty()) {
      return Optional.of("it was not reconciled yet");
    }
    return ready.filter(c -> !c.holds()).map(c -> "its Ready condition is " + c.status());
  }

  /**
   * Ends the run when an object waits, over others, for itself: nobody in such a circle can ever
   * become ready.
   *
   * @param dependenciesOf the direct dependencies of an object; empty for one that does not exist
   */
  public static void refuseCycle(
      ReferenceKey start,
      Function<ReferenceKey, ? extends Collection<ReferenceKey>> dependenciesOf) {
    cycle(start, dependenciesOf)
        .ifPresent(
            path -> {
              throw new ReconcileFailure(
                  GeneralReason.DEPENDENCY_NOT_READY,
                  "dependsOn is circular: "
                      + String.join(
                          " → ", path.stream().map(k -> k.namespace() + "/" + k.name()).toList()));
            });
  }

  /** The shortest way from an object over its dependencies back to itself; empty when none is. */
  static Optional<List<ReferenceKey>> cycle(
      ReferenceKey start,
      Function<ReferenceKey, ? extends Collection<ReferenceKey>> dependenciesOf) {
    Deque<List<ReferenceKey>> paths = new ArrayDeque<>();
    Set<ReferenceKey> visited = new HashSet<>();
    paths.add(List.of(start));
    while (!paths.isEmpty() && visited.size() < MAX_VISITED) {
      List<ReferenceKey> path = paths.removeFirst();
      for (ReferenceKey next : dependenciesOf.apply(path.getLast())) {
        List<ReferenceKey> longer = new ArrayList<>(path);
        longer.add(next);
        if (next.equals(start)) {
          return Optional.of(longer);
        }
        if (visited.add(next)) {
          paths.addLast(longer);
        }
      }
    }
    return Optional.empty();
  }
}

package dev.millrace.runtime.dependency;

import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reference.ReferenceKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a run go on only when what its object depends on is ready (FLUX.md 1.13, 3.2). Who is not
 * let through learns what it waits for, through the whole chain.
 */
public final class DependencyGate<R extends ReconciledObject<?>> {
  /** Further links explain nothing that the first ones do not. */
  private static final int MAX_LINKS = 32;

  private final DependencyReader<R> reader;
  private final boolean additive;

  /**
   * Makes a gate.
   *
   * @param additive whether the rules of users come on top of the usual ones ({@code
   *     AdditiveCELDependencyCheck})
   */
  public DependencyGate(DependencyReader<R> reader, boolean additive) {
    this.reader = reader;
    this.additive = additive;
  }

  /**
   * Ends the run with DependencyNotReady unless all dependencies are ready.
   *
   * @param confirms whether that a dependency is ready has to be said by the API server; that it is
   *     not, a watch is always believed
   */
  public void require(R object, List<Demand<R>> demands, boolean confirms) {
    for (Demand<R> demand : demands) {
      Optional<R> known = reader.known(demand.key());
      if (known.isPresent()) {
        require(object, demand, known);
      }
      if (known.isEmpty() || confirms) {
        require(object, demand, reader.read(demand.key()));
      }
    }
  }

  private void require(R object, Demand<R> demand, Optional<R> found) {
    boolean isUsual = demand.own().isEmpty() || additive;
    if (isUsual || found.isEmpty()) {
      requireReady(object, demand.key(), found);
    }
    R dependency = found.orElseThrow();
    demand.own().ifPresent(rule -> require(rule, object, dependency, demand.key()));
    if (isUsual) {
      require(demand.further(), object, dependency, demand.key());
    }
  }

  private void require(ReadyRule<R> rule, R object, R dependency, ReferenceKey key) {
    rule.objection(object, dependency)
        .ifPresent(
            why -> {
              throw notReady(key, why);
            });
  }

  private void requireReady(R object, ReferenceKey key, Optional<R> dependency) {
    Optional<String> why = Dependencies.notReadyBecause(dependency);
    if (why.isEmpty()) {
      return;
    }
    ReferenceKey own = ReferenceKey.of(object);
    Dependencies.refuseCycle(
        own,
        each ->
            (each.equals(own) ? Optional.of(object) : find(each))
                .map(reader::dependenciesOf)
                .orElse(List.of()));
    throw notReady(key, why.get() + dependency.map(this::cause).orElse(""));
  }

  /** What a dependency itself waits for, down to the one that waits for nobody. */
  private String cause(R blocked) {
    StringBuilder text = new StringBuilder();
    Set<ReferenceKey> seen = new HashSet<>(Set.of(ReferenceKey.of(blocked)));
    Optional<R> current = Optional.of(blocked);
    for (int links = 0; current.isPresent() && links < MAX_LINKS; links++) {
      Optional<ReferenceKey> next =
          reader.dependenciesOf(current.get()).stream()
              .filter(key -> Dependencies.notReadyBecause(find(key)).isPresent())
              .filter(seen::add)
              .findFirst();
      if (next.isEmpty()) {
        return text.append(ownProblem(current.get())).toString();
      }
      current = find(next.get());
      text.append("; it waits for '%s/%s', ".formatted(next.get().namespace(), next.get().name()))
          .append(Dependencies.notReadyBecause(current).orElse("which is ready now"));
    }
    return text.toString();
  }

  private String ownProblem(R object) {
    return Conditions.find(object.status().conditions(), ConditionType.READY)
        .filter(Condition::fails)
        .map(ready -> " (%s: %s)".formatted(ready.reason(), ready.message()))
        .orElse("");
  }

  private Optional<R> find(ReferenceKey key) {
    Optional<R> known = reader.known(key);
    return known.isPresent() ? known : reader.read(key);
  }

  private static ReconcileFailure notReady(ReferenceKey key, String why) {
    return new ReconcileFailure(
        GeneralReason.DEPENDENCY_NOT_READY,
        "dependency '%s/%s' is not ready: %s".formatted(key.namespace(), key.name(), why));
  }
}

package dev.millrace.kustomize.load;

import dev.millrace.kustomize.fieldspec.FieldTables;
import dev.millrace.kustomize.kustomization.Variable;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.Gvk;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceId;
import dev.millrace.kustomize.resource.ResourceMap;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What a kustomization and everything below it add up to. */
public final class Accumulator {
  private final ResourceMap resources = new ResourceMap();
  private final SortedMap<String, Variable> variables = new TreeMap<>();
  private FieldTables tables;

  /** Starts with nothing; the tables come with the kustomizations. */
  public Accumulator(FieldTables emptyTables) {
    this.tables = emptyTables;
  }

  /** The objects. */
  public ResourceMap resources() {
    return resources;
  }

  /** The field specifications in effect. */
  public FieldTables tables() {
    return tables;
  }

  /** The variables, by name. */
  public Collection<Variable> variables() {
    return variables.values();
  }

  /** Extends the field specifications. */
  public void addTables(FieldTables added) {
    tables = tables.merge(added);
  }

  /**
   * Adds variables, and marks the objects that they take their values from.
   *
   * @throws KustomizeException if a name is taken, or several objects fit
   */
  public void addVariables(List<Variable> added) {
    for (Variable variable : added) {
      List<Resource> sources = resources.withAnyId(matcherOf(variable.object()));
      if (sources.size() > 1) {
        throw new KustomizeException(
            "found "
                + sources.size()
                + " objects for the var '"
                + variable.name()
                + "' (unable to disambiguate); add a namespace to its objref");
      }
      sources.forEach(source -> source.variables().add(variable.name()));
    }
    added.forEach(this::addVariable);
  }

  /** Without a namespace the id matches in all of them. */
  private static Predicate<ResourceId> matcherOf(ResourceId wanted) {
    Gvk gvk = wanted.gvk();
    return id ->
        id.gvk().equals(gvk)
            && id.name().equals(wanted.name())
            && (wanted.namespace().isEmpty() || id.hasNamespaceOf(wanted));
  }

  private void addVariable(Variable variable) {
    if (variables.putIfAbsent(variable.name(), variable) != null) {
      throw new KustomizeException(
          "var '" + variable.name() + "' already encountered; give it another name");
    }
  }

  /** Adds everything that another kustomization added up to. */
  public void addAll(Accumulator other) {
    resources.appendAll(other.resources);
    addTables(other.tables);
    other.variables.values().forEach(this::addVariable);
  }
}

package dev.millrace.kustomize;

import dev.millrace.kustomize.bounds.Limits;

/**
 * How a build behaves. Immutable.
 *
 * @param reorder the order of the output where the kustomization does not say
 * @param restrictsLoads whether files must be in or below the folder of their kustomization
 * @param addsManagedByLabel whether objects get the label {@code app.kubernetes.io/managed-by}
 * @param version the version of the program, for that label
 * @param limits the bounds of the build
 */
public record KustomizeOptions(
    Reorder reorder,
    boolean restrictsLoads,
    boolean addsManagedByLabel,
    String version,
    Limits limits) {

  /** The order of the output. */
  public enum Reorder {
    /** As the kustomization lists the objects. */
    NONE,
    /** What others depend on first. */
    LEGACY
  }

  /** What {@code kustomize build} does without flags. */
  public static KustomizeOptions commandLine() {
    return new KustomizeOptions(Reorder.LEGACY, true, false, "(devel)", Limits.defaults());
  }

  /** What Flux does: nothing is sorted, and files may be anywhere in the tree. */
  public static KustomizeOptions flux() {
    return new KustomizeOptions(Reorder.NONE, false, false, "(devel)", Limits.defaults());
  }

  /** The same options with another order. */
  public KustomizeOptions withReorder(Reorder other) {
    return new KustomizeOptions(other, restrictsLoads, addsManagedByLabel, version, limits);
  }

  /** The same options with or without load restrictions. */
  public KustomizeOptions withLoadRestrictions(boolean restricted) {
    return new KustomizeOptions(reorder, restricted, addsManagedByLabel, version, limits);
  }

  /** The same options with or without the label. */
  public KustomizeOptions withManagedByLabel(boolean added) {
    return new KustomizeOptions(reorder, restrictsLoads, added, version, limits);
  }

  /** The same options with other bounds. */
  public KustomizeOptions withLimits(Limits other) {
    return new KustomizeOptions(reorder, restrictsLoads, addsManagedByLabel, version, other);
  }
}

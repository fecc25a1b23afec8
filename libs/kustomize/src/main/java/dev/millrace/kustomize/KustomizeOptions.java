package dev.millrace.kustomize;

import dev.millrace.kustomize.bounds.Limits;
import dev.millrace.kustomize.load.NamelessObjects;
import dev.millrace.kustomize.remote.RemoteBases;

/**
 * How a build behaves. Immutable.
 *
 * @param reorder the order of the output where the kustomization does not say
 * @param restrictsLoads whether files must be in or below the folder of their kustomization
 * @param addsManagedByLabel whether objects get the label {@code app.kubernetes.io/managed-by}
 * @param version the version of the program, for that label
 * @param limits the bounds of the build
 * @param nameless what becomes of objects without a name
 * @param remotes what may be used of other hosts
 */
public record KustomizeOptions(
    Reorder reorder,
    boolean restrictsLoads,
    boolean addsManagedByLabel,
    String version,
    Limits limits,
    NamelessObjects nameless,
    RemoteBases remotes) {

  /** The order of the output. */
  public enum Reorder {
    /** As the kustomization lists the objects. */
    NONE,
    /** What others depend on first. */
    LEGACY
  }

  /** What {@code kustomize build} does without flags. */
  public static KustomizeOptions commandLine() {
    return new KustomizeOptions(
        Reorder.LEGACY,
        true,
        false,
        "(devel)",
        Limits.defaults(),
        NamelessObjects.REFUSED,
        RemoteBases.REFUSED);
  }

  /** What Flux does: nothing is sorted, and files may be anywhere in the tree. */
  public static KustomizeOptions flux() {
    return new KustomizeOptions(
        Reorder.NONE,
        false,
        false,
        "(devel)",
        Limits.defaults(),
        NamelessObjects.REFUSED,
        RemoteBases.REFUSED);
  }

  /** The same options with another order. */
  public KustomizeOptions withReorder(Reorder other) {
    return new KustomizeOptions(
        other, restrictsLoads, addsManagedByLabel, version, limits, nameless, remotes);
  }

  /** The same options with or without load restrictions. */
  public KustomizeOptions withLoadRestrictions(boolean restricted) {
    return new KustomizeOptions(
        reorder, restricted, addsManagedByLabel, version, limits, nameless, remotes);
  }

  /** The same options with or without the label. */
  public KustomizeOptions withManagedByLabel(boolean added) {
    return new KustomizeOptions(reorder, restrictsLoads, added, version, limits, nameless, remotes);
  }

  /** The same options with other bounds. */
  public KustomizeOptions withLimits(Limits other) {
    return new KustomizeOptions(
        reorder, restrictsLoads, addsManagedByLabel, version, other, nameless, remotes);
  }

  /** The same options with names, or not, for objects that have none. */
  public KustomizeOptions withNameless(NamelessObjects other) {
    return new KustomizeOptions(
        reorder, restrictsLoads, addsManagedByLabel, version, limits, other, remotes);
  }

  /** The same options with what may be used of other hosts. */
  public KustomizeOptions withRemotes(RemoteBases other) {
    return new KustomizeOptions(
        reorder, restrictsLoads, addsManagedByLabel, version, limits, nameless, other);
  }
}

package dev.millrace.apply.drift;

import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.Tree;
import dev.millrace.apply.ownership.AppliedState;
import dev.millrace.apply.ownership.FieldManager;
import dev.millrace.apply.ownership.FieldPaths;
import dev.millrace.apply.ownership.FieldSet;
import dev.millrace.apply.ownership.ManagedFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ignore rules of one owner.
 *
 * @param rules in the order of the spec
 */
public record IgnoreRules(List<IgnoreRule> rules) {

  /** Copies the list. */
  public IgnoreRules {
    rules = List.copyOf(rules);
  }

  /** No rules. */
  public static IgnoreRules none() {
    return new IgnoreRules(List.of());
  }

  /** The fields that are ignored of an object. */
  public List<JsonPointer> pathsFor(KubeObject object) {
    return rules.stream()
        .filter(rule -> rule.target().matches(object))
        .flatMap(rule -> rule.paths().stream())
        .distinct()
        .toList();
  }

  /** A copy of an object without these fields. */
  public static KubeObject strip(KubeObject object, List<JsonPointer> paths) {
    Object tree = object.tree();
    for (JsonPointer path : paths) {
      tree = path.removeFrom(tree);
    }
    return paths.isEmpty() ? object : KubeObject.of(Tree.map(tree));
  }

  /** A wanted object that agrees on all ignored fields with what was applied. */
  public KubeObject alignedWith(AppliedState applied, KubeObject desired) {
    Object tree = desired.tree();
    List<JsonPointer> paths = pathsFor(desired);
    for (JsonPointer path : paths) {
      tree =
          path.isIn(applied.values())
              ? path.replaceIn(tree, path.get(applied.values()))
              : path.removeFrom(tree);
    }
    return paths.isEmpty() ? desired : KubeObject.of(Tree.map(tree));
  }

  /**
   * What to apply of an object that exists. A field on which the cluster and the manager disagree
   * is left out if somebody else applied it; if not, the value of the cluster is applied, because a
   * manager that leaves out a field that only it owns removes it.
   *
   * @param desired the whole object
   * @param live the object in the cluster
   * @param merged what the cluster would make of the whole object
   */
  public KubeObject payload(
      KubeObject desired, KubeObject live, KubeObject merged, String manager) {
    Object tree = desired.tree();
    List<JsonPointer> paths = pathsFor(merged);
    for (JsonPointer path : paths) {
      boolean agreed =
          path.isIn(live.tree()) == path.isIn(merged.tree())
              && Tree.same(path.get(live.tree()), path.get(merged.tree()));
      if (!agreed) {
        tree = giveWay(tree, path, live, manager);
      }
    }
    return paths.isEmpty() ? desired : KubeObject.of(Tree.map(tree));
  }

  private static @Nullable Object giveWay(
      @Nullable Object tree, JsonPointer path, KubeObject live, String manager) {
    boolean leave = !path.isIn(live.tree()) || isAppliedByOthers(path, live, manager);
    return leave ? path.removeFrom(tree) : path.replaceIn(tree, path.get(live.tree()));
  }

  private static boolean isAppliedByOthers(JsonPointer path, KubeObject live, String manager) {
    List<ManagedFields.Entry> applied =
        ManagedFields.of(live).entries().stream()
            .filter(entry -> entry.subresource().isEmpty())
            .filter(entry -> entry.operation().equals(FieldManager.Operation.APPLY.label()))
            .toList();
    FieldSet known =
        applied.stream().map(ManagedFields.Entry::fields).reduce(FieldSet.none(), FieldSet::union);
    return FieldPaths.path(live.tree(), path, known)
        .filter(
            fieldPath ->
                applied.stream()
                    .filter(entry -> !entry.manager().equals(manager))
                    .anyMatch(entry -> entry.fields().touches(fieldPath)))
        .isPresent();
  }
}

package dev.millrace.kustomize.fieldspec;

import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.Gvk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Merges and sorts lists of field specifications; lists are never changed in place. */
public final class FieldSpecs {
  private FieldSpecs() {}

  /**
   * Adds what a list does not have yet.
   *
   * @throws KustomizeException if an equal entry differs in whether it creates fields
   */
  public static List<FieldSpec> merge(List<FieldSpec> base, List<FieldSpec> added) {
    if (added.isEmpty()) {
      return base;
    }
    List<FieldSpec> merged = new ArrayList<>(base);
    for (FieldSpec spec : added) {
      mergeOne(merged, spec);
    }
    return List.copyOf(merged);
  }

  private static void mergeOne(List<FieldSpec> merged, FieldSpec spec) {
    for (FieldSpec known : merged) {
      if (known.covers(spec)) {
        if (known.create() != spec.create()) {
          throw new KustomizeException(
              "the field specification "
                  + spec
                  + " contradicts "
                  + known
                  + "; give both the same value of create");
        }
        return;
      }
    }
    merged.add(spec);
  }

  /** Sorts by kind in the order in which kustomize compares kinds; equal ones keep their order. */
  static List<FieldSpec> sorted(List<FieldSpec> specs, KindOrder order) {
    return sortedBy(specs, FieldSpec::gvk, order);
  }

  static <T> List<T> sortedBy(List<T> list, Function<T, Gvk> gvk, KindOrder order) {
    if (list.size() < 2) {
      return list;
    }
    Comparator<T> comparator = Comparator.comparing(gvk, order);
    return list.stream().sorted(comparator).toList();
  }
}

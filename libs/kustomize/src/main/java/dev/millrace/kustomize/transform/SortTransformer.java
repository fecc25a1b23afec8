package dev.millrace.kustomize.transform;

import dev.millrace.kustomize.fieldspec.KindOrder;
import dev.millrace.kustomize.resource.Gvk;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceId;
import dev.millrace.kustomize.resource.ResourceMap;
import java.util.Comparator;
import java.util.List;

/** Sorts objects so that what others depend on comes first (KUSTOMIZE.md "Legacy order"). */
public final class SortTransformer implements Transformer {
  private final KindOrder order;

  /** Sorts by this order of kinds, then by namespace and name. */
  public SortTransformer(KindOrder order) {
    this.order = order;
  }

  private record Entry(Resource resource, ResourceId id, String text) {
    static Entry of(Resource resource) {
      ResourceId id = resource.currentId();
      String namespace = id.namespace().isEmpty() ? "~X" : id.namespace();
      String name = id.name().isEmpty() ? "~N" : id.name();
      return new Entry(resource, id, id.gvk() + "|" + namespace + "|" + name);
    }
  }

  @Override
  public void transform(ResourceMap resources) {
    Comparator<Entry> comparator =
        (left, right) ->
            left.id.gvk().equals(right.id.gvk())
                ? left.text.compareTo(right.text)
                : compareKinds(left.id.gvk(), right.id.gvk());
    List<Resource> sorted =
        resources.resources().stream()
            .map(Entry::of)
            .sorted(comparator)
            .map(Entry::resource)
            .toList();
    resources.setAll(sorted);
  }

  /** A Namespace of the core group comes before one of another group. */
  private int compareKinds(Gvk left, Gvk right) {
    boolean namespaces = left.kind().equals("Namespace") && right.kind().equals("Namespace");
    if (namespaces && (left.group().isEmpty() || right.group().isEmpty())) {
      return KindOrder.text(right).compareTo(KindOrder.text(left));
    }
    return order.compare(left, right);
  }
}

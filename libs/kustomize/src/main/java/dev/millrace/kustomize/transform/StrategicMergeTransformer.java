package dev.millrace.kustomize.transform;

import dev.millrace.kustomize.patch.StrategicMerge;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.MetadataMerge;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceId;
import dev.millrace.kustomize.resource.ResourceMap;
import dev.millrace.kustomize.resource.Selector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies strategic merge patches. */
public final class StrategicMergeTransformer implements Transformer {
  private final List<Resource> patches;
  private final @Nullable Selector target;
  private final boolean copiesPatches;
  private final StrategicMerge merge;

  private StrategicMergeTransformer(
      List<Resource> patches,
      @Nullable Selector target,
      boolean copiesPatches,
      StrategicMerge merge) {
    this.patches = List.copyOf(patches);
    this.target = target;
    this.copiesPatches = copiesPatches;
    this.merge = merge;
  }

  /** Patches of {@code patchesStrategicMerge}: each names its target. */
  public static StrategicMergeTransformer ofLegacy(List<Resource> patches, StrategicMerge merge) {
    return new StrategicMergeTransformer(patches, null, true, merge);
  }

  /** Patches of an entry of {@code patches}: the target is selected, or named by each patch. */
  public static StrategicMergeTransformer of(
      List<Resource> patches, @Nullable Selector target, StrategicMerge merge) {
    return new StrategicMergeTransformer(patches, target, false, merge);
  }

  @Override
  public void transform(ResourceMap resources) {
    if (target == null) {
      patches.forEach(patch -> patchNamed(resources, patch));
      return;
    }
    if (patches.size() > 1) {
      throw new KustomizeException(
          "several strategic merge patches in one entry of `patches` can't share a target; give"
              + " each its own entry");
    }
    patchSelected(resources, patches.getFirst(), resources.select(target));
  }

  private void patchNamed(ResourceMap resources, Resource patch) {
    Resource named = targetOf(patch, resources);
    if (copiesPatches) {
      patchSelected(resources, patch, List.of(named));
    } else if (changesIds(named, () -> apply(named, patch))) {
      resources.idsChanged();
    }
  }

  private static Resource targetOf(Resource patch, ResourceMap resources) {
    ResourceId id = patch.originalId();
    List<Resource> found = resources.withAnyId(id);
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new KustomizeException(
        (found.isEmpty() ? "no matches for " : "multiple matches for ")
            + "Id "
            + id
            + "; failed to find unique target for patch "
            + id
            + "; correct its kind, name or namespace, or give it a target");
  }

  private void patchSelected(ResourceMap resources, Resource patch, List<Resource> selected) {
    boolean changed = false;
    for (Resource resource : selected) {
      changed |= changesIds(resource, () -> apply(resource, copyFor(resource, patch)));
    }
    if (changed) {
      resources.dropEmpty();
      resources.refuseEqualIds();
    }
  }

  /** Whether a step changes the ids under which an object is found; deleting it does. */
  private static boolean changesIds(Resource resource, Runnable step) {
    ResourceId current = resource.currentId();
    List<ResourceId> previous = resource.history().previousIds();
    step.run();
    return !current.equals(resource.currentId())
        || !previous.equals(resource.history().previousIds());
  }

  /** A copy of a patch that names the API version of its target. */
  private static Resource copyFor(Resource resource, Resource patch) {
    Resource copy = patch.copy();
    MetadataMerge.takeOver(copy, copy);
    copy.setKind(resource.kind());
    copy.setApiVersion(resource.apiVersion());
    copy.setKind(patch.kind());
    return copy;
  }

  private void apply(Resource resource, Resource patch) {
    String name = resource.name();
    String namespace = resource.namespace();
    String kind = resource.kind();
    boolean mayChangeName = patch.history().mayChangeName();
    boolean mayChangeKind = patch.history().mayChangeKind();
    if (mayChangeName || mayChangeKind) {
      resource.history().rememberId();
    }
    if (!merge.merge(resource.node(), patch.node())) {
      resource.delete();
    }
    if (resource.isEmpty()) {
      return;
    }
    if (!mayChangeKind) {
      resource.setKind(kind);
    }
    if (!mayChangeName) {
      resource.setName(name);
    }
    resource.setNamespace(namespace);
  }
}

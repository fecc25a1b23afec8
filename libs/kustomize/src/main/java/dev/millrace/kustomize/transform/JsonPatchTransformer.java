package dev.millrace.kustomize.transform;

import dev.millrace.kustomize.node.PlainTrees;
import dev.millrace.kustomize.patch.JsonPatch;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.History;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceMap;
import dev.millrace.kustomize.resource.Selector;
import java.util.Map;

/** Applies a JSON patch to the objects that a selector selects. */
public final class JsonPatchTransformer implements Transformer {
  private final JsonPatch patch;
  private final Selector target;
  private final boolean remembersIds;

  /**
   * Applies a patch.
   *
   * @param remembersIds whether the ids before the patch can still be referred to; so it is for
   *     {@code patches}, but not for {@code patchesJson6902}
   */
  public JsonPatchTransformer(JsonPatch patch, Selector target, boolean remembersIds) {
    this.patch = patch;
    this.target = target;
    this.remembersIds = remembersIds;
  }

  @Override
  public void transform(ResourceMap resources) {
    for (Resource resource : resources.select(target)) {
      if (remembersIds) {
        resource.history().rememberId();
      }
      Map<String, String> before = resource.annotations();
      apply(resource);
      Map<String, String> after = resource.annotations();
      before.keySet().removeIf(name -> !History.isInternal(name));
      after.putAll(before);
      resource.setAnnotations(after);
    }
    resources.idsChanged();
  }

  private void apply(Resource resource) {
    Object patched;
    try {
      patched = patch.apply(PlainTrees.ofMap(resource.node()));
    } catch (KustomizeException e) {
      throw e.during("patching " + resource.currentId())
          .in(resource.source().file(), resource.source().line());
    }
    if (!(patched instanceof Map)) {
      throw new KustomizeException("a patch made something else of an object than a map");
    }
    resource.setNode(PlainTrees.toNodeOfFloats(patched));
  }
}

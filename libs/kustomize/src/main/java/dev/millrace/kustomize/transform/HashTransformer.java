package dev.millrace.kustomize.transform;

import dev.millrace.kustomize.generate.ContentHash;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceMap;

/** Ends the names of generated objects with a hash of their content. */
public final class HashTransformer implements Transformer {

  @Override
  public void transform(ResourceMap resources) {
    for (Resource resource : resources.resources()) {
      if (resource.history().needsHash()) {
        String hash = ContentHash.of(resource);
        resource.history().rememberId();
        resource.setName(resource.name() + "-" + hash);
      }
    }
    resources.idsChanged();
  }
}

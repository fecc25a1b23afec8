package dev.millrace.kustomize.build;

import dev.millrace.kustomize.generate.Generator;
import dev.millrace.kustomize.resource.Origin;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceMap;
import dev.millrace.kustomize.transform.Transformer;
import org.jspecify.annotations.Nullable;

/** One step of a build, with its entry in the objects' origin if that is asked for. */
@FunctionalInterface
interface PluginStep {
  void run(ResourceMap resources);

  /** A step that makes an object. */
  static PluginStep generating(Generator generator, @Nullable Origin origin) {
    return resources -> {
      Resource generated = generator.generate();
      if (origin != null) {
        Origin.addTo(generated, origin);
      }
      resources.absorb(generated);
    };
  }

  /** A step that changes objects. */
  static PluginStep transforming(Transformer transformer, @Nullable Origin origin) {
    return resources -> {
      transformer.transform(resources);
      resources.dropEmpty();
      if (origin != null) {
        resources.resources().forEach(resource -> Origin.addTransformation(resource, origin));
      }
    };
  }
}

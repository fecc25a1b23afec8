package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationSpec;
import dev.millrace.api.kustomize.PostBuild;
import dev.millrace.api.meta.TypedObjectReference;
import dev.millrace.cluster.target.Destination;
import dev.millrace.runtime.reference.ReferenceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a Kustomization refers to (FLUX.md 1.13). */
public final class References {
  private References() {}

  static ReferenceKey source(Kustomization object) {
    TypedObjectReference source = object.spec().sourceRef();
    return new ReferenceKey(
        source.kind(),
        Objects.requireNonNullElse(source.namespace(), namespace(object)),
        source.name());
  }

  static List<ReferenceKey> dependencies(Kustomization object) {
    return object.spec().dependsOn().stream()
        .map(dependency -> ReferenceKey.of(dependency, object))
        .toList();
  }

  /** The ConfigMaps and Secrets whose content matters. */
  public static List<ReferenceKey> configs(Kustomization object) {
    KustomizationSpec spec = object.spec();
    List<ReferenceKey> keys = new ArrayList<>();
    PostBuild postBuild = spec.postBuild();
    if (postBuild != null) {
      postBuild
          .substituteFrom()
          .forEach(from -> keys.add(new ReferenceKey(from.kind(), namespace(object), from.name())));
    }
    if (spec.decryption() != null && spec.decryption().secretRef() != null) {
      keys.add(new ReferenceKey("Secret", namespace(object), spec.decryption().secretRef().name()));
    }
    keys.addAll(destination(object).configs());
    return keys;
  }

  /** Where its objects are applied, and as whom. */
  static Destination destination(Kustomization object) {
    return Destination.of(
        namespace(object), object.spec().kubeConfig(), object.spec().serviceAccountName());
  }

  private static String namespace(Kustomization object) {
    return object.getMetadata().getNamespace();
  }
}

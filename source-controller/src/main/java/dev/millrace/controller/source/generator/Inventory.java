package dev.millrace.controller.source.generator;

import dev.millrace.api.extensions.ArtifactGenerator;
import dev.millrace.api.extensions.GeneratedArtifactReference;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.source.ExternalArtifact;
import dev.millrace.controller.source.artifact.ArtifactKeeper;
import dev.millrace.safety.TreePaths;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a generator has made so far: is it still there, and what of it is no longer wanted. */
public final class Inventory {
  private final ArtifactKeeper keeper;
  private final ExternalArtifacts objects;

  /** Looks after stored files and the objects that offer them. */
  public Inventory(ArtifactKeeper keeper, ExternalArtifacts objects) {
    this.keeper = keeper;
    this.objects = objects;
  }

  static GeneratedArtifactReference entry(String namespace, String name, Artifact artifact) {
    return new GeneratedArtifactReference(
        name, namespace, artifact.digest(), TreePaths.name(artifact.path()));
  }

  /** Whether every recorded artifact is stored, whole, and offered by an object. */
  boolean isIntact(ArtifactGenerator generator, List<GeneratedArtifactReference> recorded) {
    Set<String> offered = new HashSet<>();
    for (ExternalArtifact object :
        objects.ofGenerator(
            generator.getMetadata().getNamespace(), generator.getMetadata().getUid())) {
      object
          .artifact()
          .ifPresent(artifact -> offered.add(object.getMetadata().getName() + artifact.digest()));
    }
    return offered.size() == recorded.size()
        && recorded.stream()
            .allMatch(
                one ->
                    offered.contains(one.name() + one.digest())
                        && keeper.isIntact(
                            OfferArtifact.named(one.namespace(), one.name()),
                            one.filename(),
                            one.digest()));
  }

  /** Removes what is recorded and not in the new list. */
  void removeOrphans(
      List<GeneratedArtifactReference> recorded, List<GeneratedArtifactReference> wanted) {
    Set<String> names = new HashSet<>();
    wanted.forEach(one -> names.add(one.namespace() + "/" + one.name()));
    for (GeneratedArtifactReference one : recorded) {
      if (!names.contains(one.namespace() + "/" + one.name())) {
        objects.delete(one.namespace(), one.name());
        keeper.removeAll(OfferArtifact.named(one.namespace(), one.name()));
      }
    }
  }
}

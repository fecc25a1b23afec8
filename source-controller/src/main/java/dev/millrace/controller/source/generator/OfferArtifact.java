package dev.millrace.controller.source.generator;

import dev.millrace.api.extensions.ArtifactGenerator;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.TypedObjectReference;
import dev.millrace.api.source.ExternalArtifact;
import dev.millrace.api.source.ExternalArtifactSpec;
import dev.millrace.api.source.ExternalArtifactStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the ExternalArtifact that offers a stored artifact. */
public final class OfferArtifact {
  static final String GENERATOR_LABEL = "source.extensions.fluxcd.io/generator";

  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  private final ExternalArtifacts objects;
  private final Clock clock;

  /** Writes objects; the clock dates their conditions. */
  public OfferArtifact(ExternalArtifacts objects, Clock clock) {
    this.objects = objects;
    this.clock = clock;
  }

  /** An object of this name without anything else: what storage paths are made of. */
  static ExternalArtifact named(String namespace, String name) {
    ExternalArtifact object = new ExternalArtifact();
    object.setMetadata(new ObjectMetaBuilder().withNamespace(namespace).withName(name).build());
    return object;
  }

  void of(ArtifactGenerator generator, PlannedArtifact planned, Artifact artifact) {
    String namespace = generator.getMetadata().getNamespace();
    ExternalArtifact object = named(namespace, planned.artifact().name());
    object.getMetadata().setLabels(labels(generator, planned));
    object.getMetadata().setAnnotations(generator.spec().commonMetadata().annotations());
    object.setSpec(
        new ExternalArtifactSpec(
            new TypedObjectReference(
                generator.getApiVersion(),
                generator.getKind(),
                generator.getMetadata().getName(),
                namespace)));
    object.setStatus(
        ExternalArtifactStatus.builder().conditions(List.of(ready())).artifact(artifact).build());
    objects.apply(object);
  }

  private static Map<String, String> labels(ArtifactGenerator generator, PlannedArtifact planned) {
    Map<String, String> labels = new LinkedHashMap<>(generator.spec().commonMetadata().labels());
    labels.putAll(planned.labels());
    labels.put(MANAGED_BY, ArtifactGeneratorReconciler.FIELD_MANAGER);
    labels.put(GENERATOR_LABEL, generator.getMetadata().getUid());
    return labels;
  }

  private Condition ready() {
    return Condition.of(
        "Ready", Condition.TRUE, "Succeeded", "Artifact is ready", 0, clock.instant());
  }
}

package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.ARTIFACT_AWAITED;
import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.ARTIFACT_FAILED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.meta.SourceObject;
import dev.millrace.api.source.Bucket;
import dev.millrace.api.source.ExternalArtifact;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.OCIRepository;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reference.NamespaceRule;
import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Finds the artifact that a Kustomization is built from. */
public final class FindSource {
  private final KubernetesClient client;
  private final NamespaceRule namespaces;
  private final boolean externalArtifacts;

  /**
   * Looks into the own cluster.
   *
   * @param externalArtifacts whether the feature gate {@code ExternalArtifact} is on
   */
  public FindSource(KubernetesClient client, NamespaceRule namespaces, boolean externalArtifacts) {
    this.client = client;
    this.namespaces = namespaces;
    this.externalArtifacts = externalArtifacts;
  }

  /** The source; ends the run when it is missing, empty or out of bounds. */
  Source of(Kustomization object) {
    ReferenceKey key = References.source(object);
    namespaces.check(object.getMetadata().getNamespace(), key);
    SourceObject source = find(key);
    return new Source(
        key,
        source
            .artifact()
            .orElseThrow(
                () ->
                    new ReconcileFailure(
                        ARTIFACT_AWAITED, "Source '%s' has no artifact yet".formatted(key))));
  }

  private SourceObject find(ReferenceKey key) {
    Class<? extends SourceObject> type = typeOf(key);
    SourceObject source =
        client.resources(type).inNamespace(key.namespace()).withName(key.name()).get();
    return Optional.ofNullable(source)
        .orElseThrow(
            () -> new ReconcileFailure(ARTIFACT_FAILED, "Source '%s' not found".formatted(key)));
  }

  private Class<? extends SourceObject> typeOf(ReferenceKey key) {
    return switch (key.kind()) {
      case "GitRepository" -> GitRepository.class;
      case "OCIRepository" -> OCIRepository.class;
      case "Bucket" -> Bucket.class;
      case "ExternalArtifact" -> {
        if (!externalArtifacts) {
          throw new ReconcileFailure(
              GeneralReason.FEATURE_GATE_DISABLED,
              "the feature gate ExternalArtifact is disabled; start the controller with"
                  + " --feature-gates=ExternalArtifact=true");
        }
        yield ExternalArtifact.class;
      }
      default ->
          throw new ReconcileFailure(
              ARTIFACT_FAILED,
              "source '%s' has a kind that is not supported; use GitRepository, OCIRepository,"
                      .formatted(key)
                  + " Bucket or ExternalArtifact");
    };
  }
}

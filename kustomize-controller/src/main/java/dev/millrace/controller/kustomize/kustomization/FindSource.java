package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.ARTIFACT_AWAITED;
import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.ARTIFACT_FAILED;
import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.SOURCE_AWAITED;

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
import dev.millrace.runtime.watch.WatchCache;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Finds the artifact that a Kustomization is built from. */
public final class FindSource {
  private final KubernetesClient client;
  private final WatchCache cache;
  private final NamespaceRule namespaces;
  private final Gates gates;

  /**
   * The feature gates that matter here.
   *
   * @param externalArtifacts {@code ExternalArtifact}
   * @param direct {@code DirectSourceFetch}: ask the API server rather than a watch
   */
  public record Gates(boolean externalArtifacts, boolean direct) {}

  /** Looks into the own cluster. */
  public FindSource(
      KubernetesClient client, WatchCache cache, NamespaceRule namespaces, Gates gates) {
    this.client = client;
    this.cache = cache;
    this.namespaces = namespaces;
    this.gates = gates;
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

  /** A source as a watch shows it; empty if none does. */
  public Optional<? extends SourceObject> known(ReferenceKey key) {
    return cache.find(key, typeOf(key));
  }

  private SourceObject find(ReferenceKey key) {
    Optional<? extends SourceObject> known = gates.direct() ? Optional.empty() : known(key);
    return known.isPresent() ? known.get() : read(key);
  }

  private SourceObject read(ReferenceKey key) {
    SourceObject source =
        client.resources(typeOf(key)).inNamespace(key.namespace()).withName(key.name()).get();
    if (source == null) {
      throw new ReconcileFailure(SOURCE_AWAITED, "Source '%s' not found".formatted(key));
    }
    return source;
  }

  private Class<? extends SourceObject> typeOf(ReferenceKey key) {
    return switch (key.kind()) {
      case "GitRepository" -> GitRepository.class;
      case "OCIRepository" -> OCIRepository.class;
      case "Bucket" -> Bucket.class;
      case "ExternalArtifact" -> {
        if (!gates.externalArtifacts()) {
          throw new ReconcileFailure(
              GeneralReason.ACCESS_DENIED,
              "can't access '%s', ExternalArtifact feature gate is disabled; start the controller"
                      .formatted(key)
                  + " with --feature-gates=ExternalArtifact=true");
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

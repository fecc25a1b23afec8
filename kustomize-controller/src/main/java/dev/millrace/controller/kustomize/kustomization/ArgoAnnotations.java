package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.RECONCILIATION_FAILED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.Map;

/**
 * Whether waves, hooks and sync options of Argo CD in manifests mean anything. An addition to Flux,
 * which ignores them; so do we unless a Kustomization asks.
 */
final class ArgoAnnotations {
  /** {@code enabled} or {@code disabled}. */
  static final String ANNOTATION = "millrace.dev/argocd-annotations";

  private ArgoAnnotations() {}

  static boolean areHonoured(Kustomization object) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    String value = annotations == null ? "" : annotations.getOrDefault(ANNOTATION, "");
    if (value.equalsIgnoreCase("enabled")) {
      return true;
    }
    if (value.isEmpty() || value.equalsIgnoreCase("disabled")) {
      return false;
    }
    throw new ReconcileFailure(
        RECONCILIATION_FAILED,
        "the annotation %s is '%s'; make it 'enabled' or 'disabled'".formatted(ANNOTATION, value));
  }
}

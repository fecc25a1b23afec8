package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.apply.plan.OwnerLabels;

/** The labels that lead from an object back to its HelmRelease (FLUX.md 1.3). */
final class Origin {
  private static final String GROUP = "helm.toolkit.fluxcd.io";

  private Origin() {}

  static OwnerLabels of(HelmRelease object) {
    return new OwnerLabels(
        GROUP, object.getMetadata().getName(), object.getMetadata().getNamespace());
  }
}

package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.RECONCILIATION_FAILED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationSpec;
import dev.millrace.apply.ApplyRequest;
import dev.millrace.apply.plan.OwnerLabels;
import dev.millrace.cluster.spec.IgnoredFields;

/** What a Kustomization asks the apply engine for. */
final class ApplyRequests {
  private static final String GROUP = "kustomize.toolkit.fluxcd.io";

  private ApplyRequests() {}

  /**
   * The request for what was built.
   *
   * @param thorough whether every object is compared by a dry run, not only those that seem to
   *     differ
   */
  static ApplyRequest of(Kustomization object, Manifests manifests, boolean thorough) {
    KustomizationSpec spec = object.spec();
    return requestOf(object, manifests)
        .withCheck(thorough ? ApplyRequest.Check.FULL : ApplyRequest.Check.FAST)
        .withForce(spec.force())
        .withIgnored(IgnoredFields.of(spec.ignore(), "spec.ignore", RECONCILIATION_FAILED))
        .withCommonMetadata(spec.commonMetadata().labels(), spec.commonMetadata().annotations());
  }

  /** The request of an object that wants nothing any more. */
  static ApplyRequest none(Kustomization object) {
    return requestOf(object, Manifests.none());
  }

  private static ApplyRequest requestOf(Kustomization object, Manifests manifests) {
    OwnerLabels owner =
        new OwnerLabels(GROUP, object.getMetadata().getName(), object.getMetadata().getNamespace());
    return ApplyRequest.of(manifests.desired(), Inventories.of(object.status()), owner)
        .withTimeout(Timing.timeout(object.spec()));
  }
}

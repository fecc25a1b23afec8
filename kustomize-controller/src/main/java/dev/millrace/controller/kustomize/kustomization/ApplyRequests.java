package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.RECONCILIATION_FAILED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationSpec;
import dev.millrace.api.meta.TargetSelector;
import dev.millrace.apply.ApplyRequest;
import dev.millrace.apply.drift.IgnoreRule;
import dev.millrace.apply.drift.IgnoreRules;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.ObjectSelector;
import dev.millrace.apply.plan.OwnerLabels;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
        .withIgnored(ignored(spec))
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

  private static IgnoreRules ignored(KustomizationSpec spec) {
    try {
      return new IgnoreRules(
          spec.ignore().stream()
              .map(
                  rule ->
                      new IgnoreRule(
                          rule.paths().stream().map(JsonPointer::parse).toList(),
                          selector(rule.target())))
              .toList());
    } catch (IllegalArgumentException e) {
      throw new ReconcileFailure(
          RECONCILIATION_FAILED, "spec.ignore is invalid: " + e.getMessage(), e);
    }
  }

  private static ObjectSelector selector(@Nullable TargetSelector target) {
    return target == null
        ? ObjectSelector.everything()
        : ObjectSelector.of(
            new ObjectSelector.Parts(
                text(target.group()),
                text(target.version()),
                text(target.kind()),
                text(target.name()),
                text(target.namespace()),
                text(target.labelSelector()),
                text(target.annotationSelector())));
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }
}

package dev.millrace.controller.source.ocirepository;

import static dev.millrace.controller.source.status.SourceCondition.SOURCE_VERIFIED;
import static dev.millrace.controller.source.status.SourceReason.VERIFICATION_ERROR;

import dev.millrace.api.meta.Condition;
import dev.millrace.api.source.ArtifactVerification;
import dev.millrace.api.source.OCIRepository;
import dev.millrace.api.source.OCIRepositoryStatus;
import dev.millrace.controller.source.registry.RequireSignature;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.registry.RegistryClient;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;

/** Checks the signature that {@code spec.verify} asks for; without it nothing is checked. */
public final class VerifySignature {
  private final RequireSignature requireSignature;

  /** Checks registries' signatures. */
  public VerifySignature(RequireSignature requireSignature) {
    this.requireSignature = requireSignature;
  }

  /**
   * Ends the run when a wanted signature can't be confirmed. The same revision is checked again
   * only after a change of the spec or a failed check, as in Flux.
   */
  void of(
      Run<OCIRepository, OCIRepositoryStatus> run, ResolvedImage image, RegistryClient registry) {
    ArtifactVerification verify = run.object().spec().verify();
    if (verify == null) {
      run.unmark(SOURCE_VERIFIED);
    } else if (!isKnownAsVerified(run, image)) {
      if (isVerified(verify, run.object(), image, registry)) {
        run.mark(
            Mark.holds(
                SOURCE_VERIFIED,
                GeneralReason.SUCCEEDED,
                "verified signature of revision " + image.revision()));
      } else {
        run.unmark(SOURCE_VERIFIED);
      }
    }
  }

  private static boolean isKnownAsVerified(
      Run<OCIRepository, OCIRepositoryStatus> run, ResolvedImage image) {
    OCIRepositoryStatus status = run.status();
    return status.artifact() != null
        && image.isOf(status.artifact())
        && status.observedGeneration() == run.object().getMetadata().getGeneration()
        && status.conditions().stream()
            .anyMatch(c -> c.type().equals(SOURCE_VERIFIED) && c.status().equals(Condition.TRUE));
  }

  private boolean isVerified(
      ArtifactVerification verify,
      OCIRepository object,
      ResolvedImage image,
      RegistryClient registry) {
    try {
      return requireSignature.of(
          verify, object.getMetadata().getNamespace(), image.reference(), image.digest(), registry);
    } catch (RegistryException e) {
      throw new ReconcileFailure(
          VERIFICATION_ERROR,
          "failed to verify the signature using provider '%s': %s"
              .formatted(RequireSignature.nameOf(verify), e.getMessage()),
          e);
    }
  }
}

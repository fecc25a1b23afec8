package dev.millrace.controller.source.ocirepository;

import static dev.millrace.controller.source.status.SourceCondition.SOURCE_VERIFIED;
import static dev.millrace.controller.source.status.SourceReason.VERIFICATION_ERROR;

import dev.millrace.api.source.ArtifactVerification;
import dev.millrace.api.source.OCIRepository;
import dev.millrace.api.source.OCIRepositoryStatus;
import dev.millrace.oci.registry.RegistryClient;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;

/** Checks the signature that {@code spec.verify} asks for; without it nothing is checked. */
public final class VerifySignature {
  /** Ends the run when a wanted signature can't be confirmed: never open on errors. */
  void of(
      Run<OCIRepository, OCIRepositoryStatus> run, ResolvedImage image, RegistryClient registry) {
    ArtifactVerification verify = run.object().spec().verify();
    if (verify == null) {
      run.unmark(SOURCE_VERIFIED);
      return;
    }
    throw new ReconcileFailure(
        VERIFICATION_ERROR,
        "failed to verify the signature using provider '%s': this version can't check '%s'"
            .formatted(verify.provider(), image.reference()));
  }
}

package dev.millrace.controller.source.gitrepository;

import static dev.millrace.controller.source.status.SourceCondition.SOURCE_VERIFIED;
import static dev.millrace.controller.source.status.SourceReason.VERIFICATION_ERROR;

import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.GitRepositoryStatus;
import dev.millrace.git.remote.GitSnapshot;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;

/** Checks the signatures that {@code spec.verify} asks for; without it nothing is checked. */
public final class VerifySignature {
  /** Ends the run when a wanted signature is missing or wrong. */
  void of(Run<GitRepository, GitRepositoryStatus> run, GitSnapshot snapshot) {
    if (run.object().spec().verify() == null) {
      run.unmark(SOURCE_VERIFIED);
      return;
    }
    throw new ReconcileFailure(
        VERIFICATION_ERROR,
        "the signature of commit '%s' can't be checked by this version"
            .formatted(snapshot.reference().commit()));
  }
}

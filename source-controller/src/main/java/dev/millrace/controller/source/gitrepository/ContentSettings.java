package dev.millrace.controller.source.gitrepository;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.source.GitInclude;
import dev.millrace.api.source.GitRepositorySpec;
import dev.millrace.api.source.GitRepositoryStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What shapes an artifact besides the commit. As long as it is what it was when the stored artifact
 * was made, the same commit needs no new one (FLUX.md 2.1).
 *
 * @param includes the artifacts that are copied in, in the order of {@code spec.include}
 */
record ContentSettings(
    @Nullable String ignore,
    boolean recurseSubmodules,
    List<String> sparseCheckout,
    List<GitInclude> include,
    List<Artifact> includes,
    @Nullable String verificationMode) {

  static ContentSettings wanted(GitRepositorySpec spec, List<Artifact> includes) {
    return new ContentSettings(
        spec.ignore(),
        spec.recurseSubmodules(),
        spec.sparseCheckout(),
        spec.include(),
        includes,
        spec.verify() == null ? null : spec.verify().mode());
  }

  static ContentSettings observed(GitRepositoryStatus status) {
    return new ContentSettings(
        status.observedIgnore(),
        status.observedRecurseSubmodules(),
        status.observedSparseCheckout(),
        status.observedInclude(),
        status.includedArtifacts(),
        status.sourceVerificationMode());
  }

  GitRepositoryStatus.Builder recordedIn(GitRepositoryStatus.Builder status) {
    return status
        .observedIgnore(ignore)
        .observedRecurseSubmodules(recurseSubmodules)
        .observedSparseCheckout(sparseCheckout)
        .observedInclude(include)
        .includedArtifacts(includes)
        .sourceVerificationMode(verificationMode);
  }
}

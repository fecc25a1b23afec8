package dev.millrace.api.image;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import org.jspecify.annotations.Nullable;

/**
 * How to check out, commit and push.
 *
 * @param checkout null for the reference of the GitRepository
 * @param push null to push to the branch that was checked out
 */
@ApiType
public record GitSettings(
    @Nullable GitCheckout checkout, GitCommit commit, @Nullable GitPush push) {

  public GitSettings {
    commit = requireNonNullElse(commit, GitCommit.EMPTY);
  }
}

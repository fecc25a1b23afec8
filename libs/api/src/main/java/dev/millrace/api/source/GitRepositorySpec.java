package dev.millrace.api.source;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.meta.OmitWhenEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to check out of which Git repository, and how often to look.
 *
 * @param timeout for each operation on the repository
 * @param ref null for the branch {@code master}
 * @param secretRef credentials
 * @param provider {@code generic} for credentials from a Secret, else the cloud whose workload
 *     identity is used ({@code aws}, {@code azure}), or {@code github} for a GitHub App
 * @param serviceAccountName the ServiceAccount whose cloud identity is used
 * @param verify null to trust every commit
 * @param ignore patterns in the syntax of {@code .gitignore}; null and empty differ: only null
 *     keeps the default patterns
 * @param sparseCheckout folders to keep; empty for the whole tree
 * @param include artifacts of other repositories to copy in
 */
@ApiType
public record GitRepositorySpec(
    String url,
    GoDuration interval,
    GoDuration timeout,
    @Nullable GitReference ref,
    @Nullable LocalObjectReference secretRef,
    String provider,
    @Nullable String serviceAccountName,
    @Nullable LocalObjectReference proxySecretRef,
    @Nullable GitVerification verify,
    @Nullable String ignore,
    @OmitWhenEmpty List<String> sparseCheckout,
    @OmitWhenEmpty boolean recurseSubmodules,
    @OmitWhenEmpty List<GitInclude> include,
    @OmitWhenEmpty boolean suspend) {

  /** What an object without a spec is read as. */
  public static final GitRepositorySpec EMPTY =
      new GitRepositorySpec(
          "",
          GoDuration.MISSING,
          new GoDuration("60s"),
          null,
          null,
          "generic",
          null,
          null,
          null,
          null,
          List.of(),
          false,
          List.of(),
          false);

  public GitRepositorySpec {
    url = requireNonNullElse(url, "");
    interval = requireNonNullElse(interval, GoDuration.MISSING);
    timeout = requireNonNullElse(timeout, new GoDuration("60s"));
    provider = requireNonNullElse(provider, "generic");
    sparseCheckout = Copies.ofList(sparseCheckout);
    include = Copies.ofList(include);
  }
}

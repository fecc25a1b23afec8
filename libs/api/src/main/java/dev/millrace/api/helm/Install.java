package dev.millrace.api.helm;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.OmitWhenEmpty;
import org.jspecify.annotations.Nullable;

/**
 * How to install.
 *
 * @param timeout null for that of the release
 * @param crds {@code Skip}, {@code Create} or {@code CreateReplace}
 * @param skipCRDs deprecated: the same as {@code crds: Skip}
 * @param replace reuse the name of a release that was deleted but kept in the history
 * @param serverSideApply null for the default, which is true
 */
@ApiType
public record Install(
    @Nullable GoDuration timeout,
    String crds,
    @OmitWhenEmpty boolean skipCRDs,
    @OmitWhenEmpty boolean createNamespace,
    @OmitWhenEmpty boolean replace,
    @Nullable Boolean serverSideApply,
    @OmitWhenEmpty boolean disableTakeOwnership,
    @OmitWhenEmpty boolean disableHooks,
    @OmitWhenEmpty boolean disableWait,
    @OmitWhenEmpty boolean disableWaitForJobs,
    @OmitWhenEmpty boolean disableOpenAPIValidation,
    @OmitWhenEmpty boolean disableSchemaValidation,
    @Nullable ActionStrategy strategy,
    InstallRemediation remediation) {

  /** As a release without this part. */
  public static final Install DEFAULTS =
      new Install(
          null,
          "Create",
          false,
          false,
          false,
          null,
          false,
          false,
          false,
          false,
          false,
          false,
          null,
          InstallRemediation.DEFAULTS);

  public Install {
    crds = requireNonNullElse(crds, "Create");
    remediation = requireNonNullElse(remediation, InstallRemediation.DEFAULTS);
  }
}

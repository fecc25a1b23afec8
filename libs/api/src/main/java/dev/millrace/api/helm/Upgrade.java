package dev.millrace.api.helm;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.OmitWhenEmpty;
import org.jspecify.annotations.Nullable;

/**
 * How to upgrade.
 *
 * @param timeout null for that of the release
 * @param crds {@code Skip}, {@code Create} or {@code CreateReplace}
 * @param force replace objects that cannot be patched
 * @param preserveValues merge the values into those of the last release
 * @param cleanupOnFail delete objects that a failed upgrade created
 * @param serverSideApply {@code enabled}, {@code disabled} or {@code auto} to do as the release did
 *     before
 * @param chartNameChangeStrategy {@code Reinstall} or {@code InPlaceUpdate}
 */
@ApiType
public record Upgrade(
    @Nullable GoDuration timeout,
    String crds,
    @OmitWhenEmpty boolean force,
    @OmitWhenEmpty boolean preserveValues,
    @OmitWhenEmpty boolean cleanupOnFail,
    String serverSideApply,
    @OmitWhenEmpty boolean disableTakeOwnership,
    @OmitWhenEmpty boolean disableHooks,
    @OmitWhenEmpty boolean disableWait,
    @OmitWhenEmpty boolean disableWaitForJobs,
    @OmitWhenEmpty boolean disableOpenAPIValidation,
    @OmitWhenEmpty boolean disableSchemaValidation,
    String chartNameChangeStrategy,
    @Nullable ActionStrategy strategy,
    UpgradeRemediation remediation) {

  /** As a release without this part. */
  public static final Upgrade DEFAULTS =
      new Upgrade(
          null,
          "Create",
          false,
          false,
          false,
          "auto",
          false,
          false,
          false,
          false,
          false,
          false,
          "Reinstall",
          null,
          UpgradeRemediation.DEFAULTS);

  public Upgrade {
    crds = requireNonNullElse(crds, "Create");
    serverSideApply = requireNonNullElse(serverSideApply, "auto");
    chartNameChangeStrategy = requireNonNullElse(chartNameChangeStrategy, "Reinstall");
    remediation = requireNonNullElse(remediation, UpgradeRemediation.DEFAULTS);
  }
}

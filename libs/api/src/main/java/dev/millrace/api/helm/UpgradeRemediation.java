package dev.millrace.api.helm;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.OmitWhenEmpty;
import org.jspecify.annotations.Nullable;

/**
 * What to do when an upgrade failed.
 *
 * @param retries negative for no limit
 * @param ignoreTestFailures null for {@code spec.test.ignoreFailures}
 * @param remediateLastFailure null for true when there are retries
 * @param strategy {@code rollback} or {@code uninstall}
 */
@ApiType
public record UpgradeRemediation(
    @OmitWhenEmpty long retries,
    @Nullable Boolean ignoreTestFailures,
    @Nullable Boolean remediateLastFailure,
    String strategy) {

  /** No retries. */
  public static final UpgradeRemediation DEFAULTS =
      new UpgradeRemediation(0, null, null, "rollback");

  public UpgradeRemediation {
    strategy = requireNonNullElse(strategy, "rollback");
  }
}

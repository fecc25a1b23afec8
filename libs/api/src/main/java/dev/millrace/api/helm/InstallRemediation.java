package dev.millrace.api.helm;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.OmitWhenEmpty;
import org.jspecify.annotations.Nullable;

/**
 * What to do when an installation failed: uninstall and try again.
 *
 * @param retries negative for no limit
 * @param ignoreTestFailures null for {@code spec.test.ignoreFailures}
 * @param remediateLastFailure also after the last try
 */
@ApiType
public record InstallRemediation(
    @OmitWhenEmpty long retries,
    @Nullable Boolean ignoreTestFailures,
    Boolean remediateLastFailure) {

  /** No retries. */
  public static final InstallRemediation DEFAULTS = new InstallRemediation(0, null, false);

  public InstallRemediation {
    remediateLastFailure = requireNonNullElse(remediateLastFailure, false);
  }
}

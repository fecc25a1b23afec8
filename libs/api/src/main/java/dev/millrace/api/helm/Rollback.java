package dev.millrace.api.helm;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.OmitWhenEmpty;
import org.jspecify.annotations.Nullable;

/**
 * How to roll back.
 *
 * @param timeout null for that of the release
 * @param recreate without effect, as in Flux
 * @param serverSideApply {@code enabled}, {@code disabled} or {@code auto}
 */
@ApiType
public record Rollback(
    @Nullable GoDuration timeout,
    @OmitWhenEmpty boolean force,
    @OmitWhenEmpty boolean recreate,
    @OmitWhenEmpty boolean cleanupOnFail,
    String serverSideApply,
    @OmitWhenEmpty boolean disableHooks,
    @OmitWhenEmpty boolean disableWait,
    @OmitWhenEmpty boolean disableWaitForJobs) {

  /** As a release without this part. */
  public static final Rollback DEFAULTS =
      new Rollback(null, false, false, false, "auto", false, false, false);

  public Rollback {
    serverSideApply = requireNonNullElse(serverSideApply, "auto");
  }
}

package dev.millrace.api.helm;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.OmitWhenEmpty;
import org.jspecify.annotations.Nullable;

/**
 * How to uninstall.
 *
 * @param timeout null for that of the release
 * @param deletionPropagation {@code background}, {@code foreground} or {@code orphan}
 */
@ApiType
public record Uninstall(
    @Nullable GoDuration timeout,
    String deletionPropagation,
    @OmitWhenEmpty boolean keepHistory,
    @OmitWhenEmpty boolean disableHooks,
    @OmitWhenEmpty boolean disableWait) {

  /** As a release without this part. */
  public static final Uninstall DEFAULTS = new Uninstall(null, "background", false, false, false);

  public Uninstall {
    deletionPropagation = requireNonNullElse(deletionPropagation, "background");
  }
}

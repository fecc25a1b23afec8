package dev.millrace.api.helm;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.IgnoreRule;
import dev.millrace.api.meta.OmitWhenEmpty;
import java.util.List;

/**
 * What to do when released objects were changed in the cluster.
 *
 * @param mode {@code enabled} to correct, {@code warn} to report, {@code disabled}
 */
@ApiType
public record DriftDetection(String mode, @OmitWhenEmpty List<IgnoreRule> ignore) {

  /** No detection. */
  public static final DriftDetection DEFAULTS = new DriftDetection("disabled", List.of());

  public DriftDetection {
    mode = requireNonNullElse(mode, "disabled");
    ignore = Copies.ofList(ignore);
  }
}

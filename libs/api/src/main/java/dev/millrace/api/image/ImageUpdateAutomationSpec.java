package dev.millrace.api.image;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.OmitWhenEmpty;
import dev.millrace.api.meta.TypedObjectReference;
import io.fabric8.kubernetes.api.model.LabelSelector;
import org.jspecify.annotations.Nullable;

/**
 * Which files to update and how to commit them.
 *
 * @param sourceRef a GitRepository
 * @param policySelector null for every ImagePolicy of the namespace
 */
@ApiType
public record ImageUpdateAutomationSpec(
    TypedObjectReference sourceRef,
    GoDuration interval,
    @Nullable LabelSelector policySelector,
    UpdateStrategy update,
    @Nullable GitSettings git,
    @OmitWhenEmpty boolean suspend) {

  /** What an object without a spec is read as. */
  public static final ImageUpdateAutomationSpec EMPTY =
      new ImageUpdateAutomationSpec(
          TypedObjectReference.NONE,
          GoDuration.MISSING,
          null,
          UpdateStrategy.DEFAULTS,
          null,
          false);

  public ImageUpdateAutomationSpec {
    sourceRef = requireNonNullElse(sourceRef, TypedObjectReference.NONE);
    interval = requireNonNullElse(interval, GoDuration.MISSING);
    update = requireNonNullElse(update, UpdateStrategy.DEFAULTS);
  }
}

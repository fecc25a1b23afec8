package dev.millrace.api.image;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.NamespacedReference;
import dev.millrace.api.meta.OmitWhenEmpty;
import org.jspecify.annotations.Nullable;

/**
 * How to choose.
 *
 * @param digestReflectionPolicy {@code Never}, {@code IfNotPresent} or {@code Always}: when to look
 *     up the digest of the tag
 * @param interval how often to look up the digest; only with {@code Always}
 */
@ApiType
public record ImagePolicySpec(
    NamespacedReference imageRepositoryRef,
    @Nullable TagFilter filterTags,
    TagPolicy policy,
    String digestReflectionPolicy,
    @Nullable GoDuration interval,
    @OmitWhenEmpty boolean suspend) {

  /** What an object without a spec is read as. */
  public static final ImagePolicySpec EMPTY =
      new ImagePolicySpec(NamespacedReference.NONE, null, TagPolicy.NONE, "Never", null, false);

  public ImagePolicySpec {
    imageRepositoryRef = requireNonNullElse(imageRepositoryRef, NamespacedReference.NONE);
    policy = requireNonNullElse(policy, TagPolicy.NONE);
    digestReflectionPolicy = requireNonNullElse(digestReflectionPolicy, "Never");
  }
}

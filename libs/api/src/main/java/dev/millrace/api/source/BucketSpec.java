package dev.millrace.api.source;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.meta.OmitWhenEmpty;
import org.jspecify.annotations.Nullable;

/**
 * What to download from which bucket, and how often to look.
 *
 * @param provider {@code generic} for S3 servers, or {@code aws}, {@code gcp}, {@code azure}
 * @param endpoint host and port
 * @param prefix only objects below it; applied by the server
 * @param secretRef credentials
 * @param serviceAccountName the ServiceAccount whose cloud identity is used
 * @param certSecretRef TLS certificates; generic only
 * @param sts null for long-lived credentials
 * @param insecure plain HTTP
 * @param ignore as in GitRepositorySpec
 */
@ApiType
public record BucketSpec(
    String provider,
    String bucketName,
    String endpoint,
    @Nullable String region,
    @Nullable String prefix,
    GoDuration interval,
    GoDuration timeout,
    @Nullable LocalObjectReference secretRef,
    @Nullable String serviceAccountName,
    @Nullable LocalObjectReference certSecretRef,
    @Nullable LocalObjectReference proxySecretRef,
    @Nullable SecurityTokenService sts,
    @OmitWhenEmpty boolean insecure,
    @Nullable String ignore,
    @OmitWhenEmpty boolean suspend) {

  /** What an object without a spec is read as. */
  public static final BucketSpec EMPTY =
      new BucketSpec(
          "generic",
          "",
          "",
          null,
          null,
          GoDuration.MISSING,
          new GoDuration("60s"),
          null,
          null,
          null,
          null,
          null,
          false,
          null,
          false);

  public BucketSpec {
    provider = requireNonNullElse(provider, "generic");
    bucketName = requireNonNullElse(bucketName, "");
    endpoint = requireNonNullElse(endpoint, "");
    interval = requireNonNullElse(interval, GoDuration.MISSING);
    timeout = requireNonNullElse(timeout, new GoDuration("60s"));
  }
}

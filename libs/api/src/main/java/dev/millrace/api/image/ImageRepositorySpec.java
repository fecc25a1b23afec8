package dev.millrace.api.image;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.AccessFrom;
import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.meta.OmitWhenEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which image to scan, and how often.
 *
 * @param image without scheme and tag
 * @param timeout null for the interval
 * @param provider {@code generic} for credentials from a Secret, else the cloud whose workload
 *     identity is used
 * @param secretRef a docker configuration
 * @param serviceAccountName the ServiceAccount whose pull secrets or cloud identity are used
 * @param certSecretRef TLS certificates
 * @param insecure TLS, else plain HTTP
 * @param exclusionList regular expressions of tags to leave out
 * @param accessFrom null to allow its own namespace only
 */
@ApiType
public record ImageRepositorySpec(
    String image,
    GoDuration interval,
    @Nullable GoDuration timeout,
    String provider,
    @Nullable LocalObjectReference secretRef,
    @Nullable String serviceAccountName,
    @Nullable LocalObjectReference certSecretRef,
    @Nullable LocalObjectReference proxySecretRef,
    @OmitWhenEmpty boolean insecure,
    @OmitWhenEmpty List<String> exclusionList,
    @Nullable AccessFrom accessFrom,
    @OmitWhenEmpty boolean suspend) {

  /** What an object without a spec is read as. */
  public static final ImageRepositorySpec EMPTY =
      new ImageRepositorySpec(
          "",
          GoDuration.MISSING,
          null,
          "generic",
          null,
          null,
          null,
          null,
          false,
          List.of(),
          null,
          false);

  public ImageRepositorySpec {
    image = requireNonNullElse(image, "");
    interval = requireNonNullElse(interval, GoDuration.MISSING);
    provider = requireNonNullElse(provider, "generic");
    exclusionList = Copies.ofList(exclusionList);
  }
}

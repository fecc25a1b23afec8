package dev.millrace.api.source;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.meta.OmitWhenEmpty;
import org.jspecify.annotations.Nullable;

/**
 * What to pull from which registry, and how often to look.
 *
 * @param url {@code oci://<registry>/<repository>}, without tag
 * @param ref null for the tag {@code latest}
 * @param layerSelector null for the first layer, extracted
 * @param provider {@code generic} for credentials from a Secret, else the cloud whose workload
 *     identity is used
 * @param secretRef a docker configuration
 * @param serviceAccountName the ServiceAccount whose pull secrets or cloud identity are used
 * @param certSecretRef TLS certificates
 * @param verify null to trust every artifact
 * @param insecure plain HTTP where TLS fails
 * @param ignore as in GitRepositorySpec
 */
@ApiType
public record OCIRepositorySpec(
    String url,
    GoDuration interval,
    GoDuration timeout,
    @Nullable OCIReference ref,
    @Nullable OCILayerSelector layerSelector,
    String provider,
    @Nullable LocalObjectReference secretRef,
    @Nullable String serviceAccountName,
    @Nullable LocalObjectReference certSecretRef,
    @Nullable LocalObjectReference proxySecretRef,
    @Nullable ArtifactVerification verify,
    @OmitWhenEmpty boolean insecure,
    @Nullable String ignore,
    @OmitWhenEmpty boolean suspend) {

  /** What an object without a spec is read as. */
  public static final OCIRepositorySpec EMPTY =
      new OCIRepositorySpec(
          "",
          GoDuration.MISSING,
          new GoDuration("60s"),
          null,
          null,
          "generic",
          null,
          null,
          null,
          null,
          null,
          false,
          null,
          false);

  public OCIRepositorySpec {
    url = requireNonNullElse(url, "");
    interval = requireNonNullElse(interval, GoDuration.MISSING);
    timeout = requireNonNullElse(timeout, new GoDuration("60s"));
    provider = requireNonNullElse(provider, "generic");
  }
}

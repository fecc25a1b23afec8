package dev.millrace.api.source;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.meta.OmitWhenEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which signature to demand from an OCI artifact or chart.
 *
 * @param provider {@code cosign} or {@code notation}
 * @param secretRef public keys or trust policy; null for keyless verification
 * @param matchOIDCIdentity accepted signers for keyless verification; one match is enough
 * @param trustedRootSecretRef a private Sigstore instance
 */
@ApiType
public record ArtifactVerification(
    String provider,
    @Nullable LocalObjectReference secretRef,
    @OmitWhenEmpty List<OIDCIdentity> matchOIDCIdentity,
    @Nullable LocalObjectReference trustedRootSecretRef) {

  public ArtifactVerification {
    provider = requireNonNullElse(provider, "cosign");
    matchOIDCIdentity = Copies.ofList(matchOIDCIdentity);
  }
}

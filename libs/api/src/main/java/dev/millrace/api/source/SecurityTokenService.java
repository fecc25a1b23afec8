package dev.millrace.api.source;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.LocalObjectReference;
import org.jspecify.annotations.Nullable;

/**
 * Where short-lived bucket credentials are obtained.
 *
 * @param provider {@code aws} or {@code ldap}
 * @param secretRef user and password; LDAP only
 * @param certSecretRef TLS certificates; LDAP only
 */
@ApiType
public record SecurityTokenService(
    String provider,
    String endpoint,
    @Nullable LocalObjectReference secretRef,
    @Nullable LocalObjectReference certSecretRef) {

  public SecurityTokenService {
    provider = requireNonNullElse(provider, "");
    endpoint = requireNonNullElse(endpoint, "");
  }
}

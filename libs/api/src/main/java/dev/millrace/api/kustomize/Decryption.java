package dev.millrace.api.kustomize;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.LocalObjectReference;
import org.jspecify.annotations.Nullable;

/**
 * How to read encrypted files and Secrets.
 *
 * @param provider {@code sops}
 * @param secretRef keys
 * @param serviceAccountName the ServiceAccount whose cloud identity opens the key services
 */
@ApiType
public record Decryption(
    String provider,
    @Nullable LocalObjectReference secretRef,
    @Nullable String serviceAccountName) {

  public Decryption {
    provider = requireNonNullElse(provider, "sops");
  }
}

package dev.millrace.api.source;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;

/** Regular expressions for the signer in a keyless certificate. */
@ApiType
public record OIDCIdentity(String issuer, String subject) {

  public OIDCIdentity {
    issuer = requireNonNullElse(issuer, "");
    subject = requireNonNullElse(subject, "");
  }
}

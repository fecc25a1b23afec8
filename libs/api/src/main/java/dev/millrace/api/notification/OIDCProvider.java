package dev.millrace.api.notification;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.OmitWhenEmpty;
import java.util.List;

/** An issuer of accepted tokens and what their claims must say. */
@ApiType
public record OIDCProvider(
    String issuerURL,
    String audience,
    @OmitWhenEmpty List<OIDCVariable> variables,
    List<OIDCValidation> validations) {

  public OIDCProvider {
    issuerURL = requireNonNullElse(issuerURL, "");
    audience = requireNonNullElse(audience, "notification-controller");
    variables = Copies.ofList(variables);
    validations = Copies.ofList(validations);
  }
}

package dev.millrace.api.notification;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;

/**
 * A CEL condition on the claims.
 *
 * @param message what the caller is told when it does not hold
 */
@ApiType
public record OIDCValidation(String expression, String message) {

  public OIDCValidation {
    expression = requireNonNullElse(expression, "");
    message = requireNonNullElse(message, "");
  }
}

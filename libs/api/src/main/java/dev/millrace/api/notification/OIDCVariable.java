package dev.millrace.api.notification;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;

/** A named CEL value for the validations. */
@ApiType
public record OIDCVariable(String name, String expression) {

  public OIDCVariable {
    name = requireNonNullElse(name, "");
    expression = requireNonNullElse(expression, "");
  }
}

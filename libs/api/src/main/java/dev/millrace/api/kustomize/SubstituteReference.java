package dev.millrace.api.kustomize;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.OmitWhenEmpty;

/**
 * A ConfigMap or Secret whose entries are variables.
 *
 * @param optional go on without it when it is missing
 */
@ApiType
public record SubstituteReference(String kind, String name, @OmitWhenEmpty boolean optional) {

  public SubstituteReference {
    kind = requireNonNullElse(kind, "");
    name = requireNonNullElse(name, "");
  }
}

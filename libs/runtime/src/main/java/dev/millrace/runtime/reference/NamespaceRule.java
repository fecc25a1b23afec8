package dev.millrace.runtime.reference;

import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;

/**
 * Whether objects may refer to objects of other namespaces.
 *
 * @param crossNamespaceAllowed false with {@code --no-cross-namespace-refs}
 */
public record NamespaceRule(boolean crossNamespaceAllowed) {
  /**
   * Lets a reference pass or stalls the object that makes it (FLUX.md 1.8).
   *
   * @param ownNamespace where the referring object is
   */
  public void check(String ownNamespace, ReferenceKey reference) {
    if (!crossNamespaceAllowed && !reference.namespace().equals(ownNamespace)) {
      throw new ReconcileFailure(
          GeneralReason.ACCESS_DENIED,
          "can't access '%s', cross-namespace references have been blocked".formatted(reference));
    }
  }
}

package dev.millrace.controller.helm.values;

/** A reference of {@code spec.valuesFrom} can't be used; the message has Flux's form. */
public final class ValuesFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why a reference can't be used. */
  public enum Reason {
    RESOURCE_NOT_FOUND,
    KEY_NOT_FOUND,
    UNSUPPORTED_KIND,
    UNREADABLE,
    UNSETTABLE
  }

  ValuesFailure(Reason reason, String namespace, ValuesReference reference, String problem) {
    super(
        "could not resolve%s%s chart values reference '%s/%s' with key '%s': %s"
            .formatted(
                reference.optional() ? " optional" : "",
                reference.kind().isEmpty() ? "" : " " + reference.kind(),
                namespace,
                reference.name(),
                reference.valuesKey(),
                problem));
    this.reason = reason;
  }

  /** Why the reference can't be used. */
  public Reason reason() {
    return reason;
  }
}

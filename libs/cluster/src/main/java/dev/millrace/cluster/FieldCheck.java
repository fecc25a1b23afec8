package dev.millrace.cluster;

/** What the API server does about fields that a kind does not have, or that are there twice. */
public enum FieldCheck {
  /** It refuses the object and names the fields. */
  STRICT("Strict"),
  /**
   * It drops them. By default it would read each object a second time, to name them in a header.
   */
  IGNORE("Ignore");

  private final String directive;

  FieldCheck(String directive) {
    this.directive = directive;
  }

  /** Asks for this in a request that writes an object. */
  RequestPath in(RequestPath path) {
    return path.query("fieldValidation", directive);
  }
}

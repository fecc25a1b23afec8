package dev.millrace.cluster;

/** What the API server does about fields that a kind does not have, or that are there twice. */
public enum FieldCheck {
  /** It drops them and says so in a header that nobody reads: its own default. */
  WARN(""),
  /** It refuses the object and names the fields. */
  STRICT("Strict"),
  /** It drops them. */
  IGNORE("Ignore");

  private final String directive;

  FieldCheck(String directive) {
    this.directive = directive;
  }

  /** Asks for this in a request that writes an object. */
  RequestPath in(RequestPath path) {
    return directive.isEmpty() ? path : path.query("fieldValidation", directive);
  }
}

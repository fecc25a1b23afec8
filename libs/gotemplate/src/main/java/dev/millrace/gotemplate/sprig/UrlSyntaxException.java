package dev.millrace.gotemplate.sprig;

/** A text that is not a URL. */
final class UrlSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  UrlSyntaxException(String message) {
    super(message);
  }
}

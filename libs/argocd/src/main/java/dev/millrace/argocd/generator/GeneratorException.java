package dev.millrace.argocd.generator;

/** What keeps an ApplicationSet from being converted; the message is for its user. */
final class GeneratorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  GeneratorException(String message) {
    super(message);
  }

  GeneratorException(String message, Throwable cause) {
    super(message, cause);
  }
}

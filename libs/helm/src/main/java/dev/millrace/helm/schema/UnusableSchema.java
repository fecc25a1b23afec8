package dev.millrace.helm.schema;

import org.jspecify.annotations.Nullable;

/** A schema can't be used, whatever the values are. */
final class UnusableSchema extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableSchema(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

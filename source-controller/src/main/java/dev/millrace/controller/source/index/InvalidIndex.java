package dev.millrace.controller.source.index;

import org.jspecify.annotations.Nullable;

/** A document that is not the index of a chart repository. */
public final class InvalidIndex extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidIndex(@Nullable String message, Throwable cause) {
    super(message, cause);
  }

  InvalidIndex(String message) {
    super(message);
  }
}

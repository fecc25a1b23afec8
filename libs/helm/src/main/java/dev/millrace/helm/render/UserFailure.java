package dev.millrace.helm.render;

import dev.millrace.gotemplate.FunctionFailure;

/** A chart's own refusal through {@code fail} or {@code required}: its text is for the user. */
final class UserFailure extends FunctionFailure {
  private static final long serialVersionUID = 1L;

  UserFailure(String message) {
    super(message);
  }
}

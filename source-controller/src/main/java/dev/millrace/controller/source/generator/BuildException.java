package dev.millrace.controller.source.generator;

import java.io.Serial;

/** An artifact can't be composed as the object says. The message is for its owner. */
final class BuildException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  BuildException(String message) {
    super(message);
  }
}

package dev.millrace.runtime.sharding;

import java.io.Serial;

/** The register could not be read or written; whether a write took place is not known. */
final class RegisterFailure extends Exception {
  @Serial private static final long serialVersionUID = 1;

  RegisterFailure(String message, Throwable cause) {
    super(message, cause);
  }

  RegisterFailure(String message) {
    super(message);
  }
}

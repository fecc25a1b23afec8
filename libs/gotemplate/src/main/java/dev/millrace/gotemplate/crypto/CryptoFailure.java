package dev.millrace.gotemplate.crypto;

import org.jspecify.annotations.Nullable;

/** A key, certificate or ciphertext that cannot be used. The message holds no secret material. */
public final class CryptoFailure extends Exception {
  private static final long serialVersionUID = 1L;

  CryptoFailure(String message) {
    super(message);
  }

  CryptoFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

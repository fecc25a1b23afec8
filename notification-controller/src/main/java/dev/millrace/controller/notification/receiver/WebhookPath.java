package dev.millrace.controller.notification.receiver;

import dev.millrace.safety.Sha256;

/** The path a Receiver listens on: it can't be guessed without the token (FLUX.md 5.5). */
final class WebhookPath {
  private WebhookPath() {}

  /** {@code /hook/} and the SHA-256 of token, name and namespace. */
  static String of(String token, String name, String namespace) {
    return "/hook/" + Sha256.hex(token + name + namespace);
  }
}

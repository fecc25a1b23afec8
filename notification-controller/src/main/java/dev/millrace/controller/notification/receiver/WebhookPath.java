package dev.millrace.controller.notification.receiver;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The path a Receiver listens on: it can't be guessed without the token (FLUX.md 5.5). */
final class WebhookPath {
  private WebhookPath() {}

  /** {@code /hook/} and the SHA-256 of token, name and namespace. */
  static String of(String token, String name, String namespace) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((token + name + namespace).getBytes(StandardCharsets.UTF_8));
      return "/hook/" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.millrace.controller.notification.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.controller.notification.event.ForeignJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * An identity token taken apart; nothing in it is proven.
 *
 * @param signed the text that the signature is over
 */
record UnverifiedToken(JsonNode header, JsonNode claims, byte[] signed, byte[] signature) {
  private static final ObjectMapper JSON = ForeignJson.reader();
  private static final int LIMIT = 16 * 1024;

  /**
   * Takes a token apart.
   *
   * @throws RejectedCall when it is none
   */
  static UnverifiedToken parse(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || token.length() > LIMIT) {
      throw new RejectedCall("the bearer token is no identity token (JWT)");
    }
    try {
      return new UnverifiedToken(
          object(parts[0]),
          object(parts[1]),
          (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
          Base64.getUrlDecoder().decode(parts[2]));
    } catch (IOException | IllegalArgumentException _) {
      throw new RejectedCall("the bearer token is no identity token (JWT)");
    }
  }

  private static JsonNode object(String part) throws IOException {
    JsonNode tree = JSON.readTree(Base64.getUrlDecoder().decode(part));
    if (!tree.isObject()) {
      throw new IOException("no object");
    }
    return tree;
  }

  /** Who says to have issued it. */
  String issuer() {
    return claims.path("iss").asText("");
  }
}

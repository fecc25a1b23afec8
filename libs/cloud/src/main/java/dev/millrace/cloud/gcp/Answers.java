package dev.millrace.cloud.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.cloud.AccessToken;
import dev.millrace.cloud.CloudException;
import dev.millrace.safety.Sensitive;
import java.time.Instant;

/** Answers of token endpoints. */
final class Answers {
  private Answers() {}

  static AccessToken token(JsonNode answer, Instant asked) throws CloudException {
    String token = answer.path("access_token").asText();
    if (token.isEmpty()) {
      throw new CloudException("Google Cloud answered without a token");
    }
    return new AccessToken(
        Sensitive.of(token), asked.plusSeconds(answer.path("expires_in").asLong(0)));
  }
}

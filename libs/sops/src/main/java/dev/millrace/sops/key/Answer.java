package dev.millrace.sops.key;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.safety.Sensitive;
import java.util.Base64;

/** Answers of key services. */
final class Answer {
  private Answer() {}

  /** A data key in base64. */
  static Sensitive<byte[]> base64(JsonNode field, String service) throws KeyUnavailable {
    return decode(field, Base64.getDecoder(), service);
  }

  /** A data key in base64 for URLs. */
  static Sensitive<byte[]> base64Url(JsonNode field, String service) throws KeyUnavailable {
    return decode(field, Base64.getUrlDecoder(), service);
  }

  private static Sensitive<byte[]> decode(JsonNode field, Base64.Decoder decoder, String service)
      throws KeyUnavailable {
    try {
      byte[] key = decoder.decode(field.asText());
      if (key.length > 0) {
        return Sensitive.of(key);
      }
    } catch (IllegalArgumentException e) {
      // Reported without the cause, which quotes the answer.
    }
    throw new KeyUnavailable(service + " answered without a data key");
  }
}

package dev.millrace.controller.notification.provider.stream;

import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.safety.Sensitive;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A connection string: {@code Endpoint=sb://host/;SharedAccessKeyName=…;SharedAccessKey=…;
 * EntityPath=hub}.
 *
 * @param hub the hub's https URL
 */
record EventHubConnection(URI hub, String keyName, Sensitive<String> key) {
  private static final Duration VALID = Duration.ofMinutes(20);

  /**
   * Takes a connection string apart.
   *
   * @throws NotificationFailure when a part is missing
   */
  static EventHubConnection parse(Sensitive<String> text) {
    Map<String, String> parts = new HashMap<>();
    for (String part : text.reveal().split(";")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    String endpoint = required(parts, "Endpoint").replaceFirst("^sb://", "https://");
    String host = endpoint.endsWith("/") ? endpoint : endpoint + "/";
    try {
      return new EventHubConnection(
          URI.create(host + required(parts, "EntityPath")),
          required(parts, "SharedAccessKeyName"),
          Sensitive.of(required(parts, "SharedAccessKey")));
    } catch (IllegalArgumentException _) {
      throw new NotificationFailure("the endpoint in the connection string is not a URL");
    }
  }

  /** A header that proves for a while that we hold the key. */
  String signature(Instant now) {
    String resource = encode(hub.toString());
    long end = now.plus(VALID).getEpochSecond();
    String digest = hmac(resource + "\n" + end);
    return "SharedAccessSignature sr=%s&sig=%s&se=%d&skn=%s"
        .formatted(resource, encode(digest), end, encode(keyName));
  }

  private String hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static String required(Map<String, String> parts, String name) {
    String value = parts.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new NotificationFailure("the connection string has no " + name);
    }
    return value;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

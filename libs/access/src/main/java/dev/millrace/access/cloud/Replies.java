package dev.millrace.access.cloud;

import dev.millrace.access.token.JsonService.Reply;
import dev.millrace.access.token.TokenException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the services of clouds have in common: forms in, JSON out. */
final class Replies {
  /** For tokens whose service does not say how long they live. */
  private static final long SHORT_LIFE = 300;

  private Replies() {}

  /** A form for the body of a request. */
  static String form(Map<String, String> fields) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A text at the top of a successful answer; its absence is an error. */
  static String require(Reply reply, String service, String key) throws TokenException {
    if (!reply.isSuccess()) {
      throw new TokenException("%s answered %d".formatted(service, reply.status()));
    }
    String value = reply.text(key);
    if (value.isEmpty()) {
      throw new TokenException("the answer of %s has no '%s'".formatted(service, key));
    }
    return value;
  }

  /** When a token expires that lives for the seconds which the answer names. */
  static Instant expiry(Reply reply, Clock clock) throws TokenException {
    long seconds = SHORT_LIFE;
    try {
      seconds = Long.parseLong(reply.text("expires_in"));
    } catch (NumberFormatException _) {
      // A token that is used for a short time only is right in any case.
    }
    return clock.instant().plusSeconds(seconds);
  }
}

package dev.millrace.controller.notification.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys that issuers publish (OpenID Connect Discovery). They are kept for a while; the memory
 * is bounded, and an issuer is not asked more than once a minute whatever callers send.
 */
final class IssuerKeys {
  private static final Duration LASTING = Duration.ofMinutes(15);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int MOST = 100;

  private final Exchange exchange;
  private final Clock clock;
  private final SequencedMap<String, Known> known = new LinkedHashMap<>();

  IssuerKeys(Exchange exchange, Clock clock) {
    this.exchange = exchange;
    this.clock = clock;
  }

  private record Known(JsonNode keys, Instant since) {}

  /**
   * The keys of an issuer.
   *
   * @param fresh whether the known ones did not do
   * @throws RejectedCall when the issuer does not publish them as it should
   */
  JsonNode of(String issuer, boolean fresh) throws InterruptedException {
    Known last = last(issuer);
    Duration lasting = fresh ? PAUSE : LASTING;
    if (last != null && last.since().plus(lasting).isAfter(clock.instant())) {
      return last.keys();
    }
    JsonNode keys = ask(issuer);
    remember(issuer, new Known(keys, clock.instant()));
    return keys;
  }

  private JsonNode ask(String issuer) throws InterruptedException {
    try {
      String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
      JsonNode settings = get(base + "/.well-known/openid-configuration");
      if (!settings.path("issuer").asText("").equals(issuer)) {
        throw new RejectedCall("the issuer's settings name another issuer");
      }
      return get(settings.path("jwks_uri").asText(""));
    } catch (NotificationFailure | IllegalArgumentException e) {
      throw new RejectedCall("the issuer's keys could not be read: " + e.getMessage());
    }
  }

  private JsonNode get(String url) throws InterruptedException {
    return JsonTree.read(exchange.require(OutgoingRequest.get(URI.create(url))));
  }

  private synchronized @Nullable Known last(String issuer) {
    return known.get(issuer);
  }

  private synchronized void remember(String issuer, Known keys) {
    known.remove(issuer);
    if (known.size() >= MOST) {
      known.pollFirstEntry();
    }
    known.put(issuer, keys);
  }
}

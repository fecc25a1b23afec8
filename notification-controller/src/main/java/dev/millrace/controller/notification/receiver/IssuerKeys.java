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
 * is bounded, and whatever callers send, an issuer is not asked more than once a minute, or once in
 * ten seconds while it does not answer.
 */
final class IssuerKeys {
  private static final Duration LASTING = Duration.ofMinutes(15);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);
  private static final int MOST = 100;

  private final Exchange exchange;
  private final Clock clock;
  private final SequencedMap<String, Known> known = new LinkedHashMap<>();

  IssuerKeys(Exchange exchange, Clock clock) {
    this.exchange = exchange;
    this.clock = clock;
  }

  /** What came of asking an issuer, and when. */
  private sealed interface Known {
    /** When it was asked. */
    Instant since();

    /** The keys it has. */
    record Keys(JsonNode keys, Instant since) implements Known {}

    /** It gave none. */
    record Failure(String why, Instant since) implements Known {}
  }

  /**
   * The keys of an issuer.
   *
   * @param fresh whether the known ones did not do
   * @throws RejectedCall when the issuer does not publish them as it should
   */
  JsonNode of(String issuer, boolean fresh) throws InterruptedException {
    Known known = last(issuer);
    if (known == null || isOutdated(known, fresh)) {
      known = ask(issuer);
      remember(issuer, known);
    }
    return switch (known) {
      case Known.Keys(JsonNode keys, Instant _) -> keys;
      case Known.Failure(String why, Instant _) -> throw new RejectedCall(why);
    };
  }

  private boolean isOutdated(Known known, boolean fresh) {
    Duration lasting =
        switch (known) {
          case Known.Keys _ -> fresh ? PAUSE : LASTING;
          case Known.Failure _ -> PAUSE_AFTER_FAILURE;
        };
    return !known.since().plus(lasting).isAfter(clock.instant());
  }

  private Known ask(String issuer) throws InterruptedException {
    Instant now = clock.instant();
    try {
      String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
      JsonNode settings = get(base + "/.well-known/openid-configuration");
      if (!settings.path("issuer").asText("").equals(issuer)) {
        return new Known.Failure("the issuer's settings name another issuer", now);
      }
      return new Known.Keys(get(settings.path("jwks_uri").asText("")), now);
    } catch (NotificationFailure | IllegalArgumentException e) {
      return new Known.Failure("the issuer's keys could not be read: " + e.getMessage(), now);
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

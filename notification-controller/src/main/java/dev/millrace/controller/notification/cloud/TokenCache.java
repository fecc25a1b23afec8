package dev.millrace.controller.notification.cloud;

import dev.millrace.cloud.AccessToken;
import dev.millrace.cloud.CachedTokens;
import dev.millrace.cloud.Validity;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Keeps tokens until shortly before their end. Bounded; the oldest are forgotten first. */
final class TokenCache {
  private final Clock clock;
  private final int most;
  private final SequencedMap<String, Kept> tokens = new LinkedHashMap<>();

  private record Kept(AccessToken token, Validity validity) {}

  TokenCache(Clock clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  /** Gives a new token. */
  @FunctionalInterface
  interface Source {
    AccessToken ask() throws IOException;
  }

  /** The token of a key, asked for if none is kept. */
  String get(String key, Source source) throws IOException {
    AccessToken known = known(key);
    if (known != null) {
      return known.value().reveal();
    }
    AccessToken fresh = source.ask();
    remember(key, fresh);
    return fresh.value().reveal();
  }

  private synchronized @Nullable AccessToken known(String key) {
    Kept kept = tokens.get(key);
    return kept != null && !kept.validity().isOver() ? kept.token() : null;
  }

  private synchronized void remember(String key, AccessToken token) {
    tokens.remove(key);
    if (tokens.size() >= most) {
      tokens.pollFirstEntry();
    }
    Instant end = token.expires().minus(CachedTokens.MARGIN);
    tokens.put(key, new Kept(token, Validity.until(end, clock)));
  }
}

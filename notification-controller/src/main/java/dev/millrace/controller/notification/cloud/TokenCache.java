package dev.millrace.controller.notification.cloud;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Keeps tokens until shortly before their end. Bounded; the oldest are forgotten first. */
final class TokenCache {
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private final Clock clock;
  private final int most;
  private final SequencedMap<String, CloudToken> tokens = new LinkedHashMap<>();

  TokenCache(Clock clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  /** Gives a new token. */
  @FunctionalInterface
  interface Source {
    CloudToken ask() throws InterruptedException;
  }

  /**
   * A token and its end.
   *
   * @param value the token itself
   */
  record CloudToken(String value, Instant end) {
    @Override
    public String toString() {
      return "token until " + end;
    }
  }

  /** The token of a key, asked for if none is kept. */
  String get(String key, Source source) throws InterruptedException {
    CloudToken known = known(key);
    if (known != null) {
      return known.value();
    }
    CloudToken fresh = source.ask();
    remember(key, fresh);
    return fresh.value();
  }

  private synchronized @Nullable CloudToken known(String key) {
    CloudToken token = tokens.get(key);
    return token != null && token.end().isAfter(clock.instant().plus(MARGIN)) ? token : null;
  }

  private synchronized void remember(String key, CloudToken token) {
    tokens.remove(key);
    if (tokens.size() >= most) {
      tokens.pollFirstEntry();
    }
    tokens.put(key, token);
  }
}

package dev.millrace.access.token;

import dev.millrace.cloud.Validity;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;

/**
 * Keeps tokens until shortly before they expire ({@code --token-cache-max-size}, {@code
 * --token-cache-max-duration}). Thread-safe; two threads may ask for the same token at once, which
 * costs a request and does no harm.
 */
public final class TokenCache {
  /** A token must live for the operation that it is fetched for. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private final int size;
  private final Duration longest;
  private final Clock clock;
  private final LinkedHashMap<String, Kept> tokens;

  private record Kept(Token token, Validity validity) {}

  /** Asks a service for a token. */
  @FunctionalInterface
  public interface Source {
    /** A fresh token. */
    Token get() throws IOException;
  }

  /**
   * An empty cache.
   *
   * @param size how many tokens are kept; none when zero
   * @param longest how long a token is kept at most
   */
  public TokenCache(int size, Duration longest, Clock clock) {
    this.size = size;
    this.longest = longest;
    this.clock = clock;
    this.tokens = new LinkedHashMap<>(16, 0.75f, true);
  }

  /**
   * The kept token, or a fresh one.
   *
   * @param key tells apart everything that leads to different tokens; holds no secret in clear
   */
  public Token get(String key, Source source) throws TokenException {
    synchronized (tokens) {
      Kept kept = tokens.get(key);
      if (kept != null && !kept.validity.isOver()) {
        return kept.token;
      }
    }
    Token fresh = ask(source);
    keep(key, fresh);
    return fresh;
  }

  private static Token ask(Source source) throws TokenException {
    try {
      return source.get();
    } catch (TokenException e) {
      throw e;
    } catch (IOException e) {
      throw new TokenException(String.valueOf(e.getMessage()), e);
    }
  }

  private void keep(String key, Token token) {
    Instant byToken = token.expires().minus(MARGIN);
    Instant bySetting = clock.instant().plus(longest);
    Instant end = byToken.isBefore(bySetting) ? byToken : bySetting;
    synchronized (tokens) {
      tokens.put(key, new Kept(token, Validity.until(end, clock)));
      while (tokens.size() > size) {
        tokens.pollFirstEntry();
      }
    }
  }
}

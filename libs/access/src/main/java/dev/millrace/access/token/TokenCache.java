package dev.millrace.access.token;

import dev.millrace.cloud.ExpiringCache;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/**
 * Keeps tokens until shortly before they expire ({@code --token-cache-max-size}, {@code
 * --token-cache-max-duration}). Thread-safe.
 */
public final class TokenCache {
  private final ExpiringCache<Token> tokens;

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
    this.tokens = new ExpiringCache<>(size, longest, Token::expires, clock);
  }

  /**
   * The kept token, or a fresh one.
   *
   * @param key tells apart everything that leads to different tokens; holds no secret in clear
   */
  public Token get(String key, Source source) throws TokenException {
    try {
      return tokens.get(key, source::get);
    } catch (TokenException e) {
      throw e;
    } catch (IOException e) {
      throw new TokenException(String.valueOf(e.getMessage()), e);
    }
  }
}

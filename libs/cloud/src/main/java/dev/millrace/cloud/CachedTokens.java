package dev.millrace.cloud;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** Keeps tokens until shortly before they end. For use by many threads, of which one asks. */
public final class CachedTokens implements TokenSource {
  private static final int MAX_SCOPES = 100;
  private static final Duration LONGEST = Duration.ofDays(1);

  private final TokenSource source;
  private final ExpiringCache<AccessToken> tokens;

  /** Creates an empty cache before a source. */
  public CachedTokens(TokenSource source, Clock clock) {
    this.source = source;
    this.tokens = new ExpiringCache<>(MAX_SCOPES, LONGEST, AccessToken::expires, clock);
  }

  @Override
  public synchronized AccessToken token(String scope) throws IOException {
    return tokens.get(scope, () -> source.token(scope));
  }
}

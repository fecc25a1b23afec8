package dev.millrace.cloud;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Keeps tokens until shortly before they end. For use by many threads. */
public final class CachedTokens implements TokenSource {
  /** How long before its end a credential is no longer handed out. */
  public static final Duration MARGIN = Duration.ofMinutes(2);

  private static final int MAX_SCOPES = 100;

  private final TokenSource source;
  private final Clock clock;
  private final Map<String, Kept> tokens = new HashMap<>();

  private record Kept(AccessToken token, Validity validity) {}

  /** Creates an empty cache before a source. */
  public CachedTokens(TokenSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public synchronized AccessToken token(String scope) throws IOException {
    Kept known = tokens.get(scope);
    if (known != null && !known.validity().isOver()) {
      return known.token();
    }
    AccessToken fresh = source.token(scope);
    if (tokens.size() >= MAX_SCOPES) {
      tokens.clear();
    }
    tokens.put(scope, new Kept(fresh, Validity.until(fresh.expires().minus(MARGIN), clock)));
    return fresh;
  }
}

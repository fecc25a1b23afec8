package dev.millrace.cloud.aws;

import dev.millrace.cloud.CachedTokens;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Keeps credentials until shortly before they end. For use by many threads. */
public final class CachedAwsIdentity implements AwsIdentity {
  private final AwsIdentity source;
  private final Clock clock;
  private @Nullable AwsCredentials known;

  /** Creates an empty cache before a source. */
  public CachedAwsIdentity(AwsIdentity source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public synchronized AwsCredentials credentials() throws IOException {
    AwsCredentials current = known;
    if (current == null || ends(current)) {
      current = source.credentials();
      known = current;
    }
    return current;
  }

  private boolean ends(AwsCredentials credentials) {
    return credentials
        .expires()
        .filter(end -> !clock.instant().plus(CachedTokens.MARGIN).isBefore(end))
        .isPresent();
  }
}

package dev.millrace.cloud.aws;

import dev.millrace.cloud.ExpiringCache;
import dev.millrace.cloud.Validity;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps credentials until shortly before they end. For use by many threads. */
public final class CachedAwsIdentity implements AwsIdentity {
  private final AwsIdentity source;
  private final Clock clock;
  private @Nullable Kept known;

  /**
   * @param validity empty for credentials that do not end
   */
  private record Kept(AwsCredentials credentials, Optional<Validity> validity) {
    boolean isOver() {
      return validity.filter(Validity::isOver).isPresent();
    }
  }

  /** Creates an empty cache before a source. */
  public CachedAwsIdentity(AwsIdentity source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public synchronized AwsCredentials credentials() throws IOException {
    Kept current = known;
    if (current == null || current.isOver()) {
      current = kept(source.credentials());
      known = current;
    }
    return current.credentials();
  }

  private Kept kept(AwsCredentials credentials) {
    return new Kept(
        credentials,
        credentials.expires().map(end -> Validity.until(end.minus(ExpiringCache.MARGIN), clock)));
  }
}

package dev.millrace.artifact.fetch;

import dev.millrace.artifact.archive.UnpackLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How artifacts are downloaded.
 *
 * @param timeout of one attempt, from the connection to the last byte
 * @param maxBytes of the packed artifact
 * @param hostOverride {@code host[:port]} that replaces the one of every URL, or null; the value of
 *     the environment variable {@code SOURCE_CONTROLLER_LOCALHOST}
 */
public record FetchOptions(
    RetryPolicy retry,
    Duration timeout,
    long maxBytes,
    UnpackLimits unpackLimits,
    @Nullable String hostOverride) {

  /** Nine retries, a minute for each attempt, 512 MiB packed. */
  public static FetchOptions defaults() {
    return new FetchOptions(
        RetryPolicy.ofRetries(9),
        Duration.ofMinutes(1),
        512L << 20,
        UnpackLimits.forArtifacts(),
        null);
  }

  /** The same with another retry policy. */
  public FetchOptions withRetry(RetryPolicy policy) {
    return new FetchOptions(policy, timeout, maxBytes, unpackLimits, hostOverride);
  }

  /** The same with a host that replaces the one of every URL; null or blank for none. */
  public FetchOptions withHostOverride(@Nullable String host) {
    var override = host == null || host.isBlank() ? null : host;
    return new FetchOptions(retry, timeout, maxBytes, unpackLimits, override);
  }
}

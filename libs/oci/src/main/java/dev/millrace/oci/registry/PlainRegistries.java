package dev.millrace.oci.registry;

import dev.millrace.oci.Protection;
import dev.millrace.oci.RegistryAccess;
import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for ten minutes which registries answered over plain HTTP and not over TLS, so that not
 * every client has to find out again. One that gets a certificate is reached over TLS soon after.
 * Thread-safe.
 */
public final class PlainRegistries {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int MOST = 1_000;

  private final Clock clock;
  private final SequencedMap<Way, Instant> found = new LinkedHashMap<>();

  /** What one way leads to says nothing about others: a proxy may answer as it pleases. */
  private record Way(
      String registry, Protection protection, TlsMaterial tls, @Nullable ProxySettings proxy) {
    static Way to(String registry, RegistryAccess access) {
      return new Way(registry, access.protection(), access.tls(), access.proxy());
    }
  }

  /** Knows none yet. */
  public PlainRegistries(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean contains(String registry, RegistryAccess access) {
    var since = found.get(Way.to(registry, access));
    return since != null && clock.instant().isBefore(since.plus(LONGEST));
  }

  synchronized void add(String registry, RegistryAccess access) {
    var way = Way.to(registry, access);
    found.remove(way);
    if (found.size() == MOST) {
      found.pollFirstEntry();
    }
    found.put(way, clock.instant());
  }

  synchronized void remove(String registry, RegistryAccess access) {
    found.remove(Way.to(registry, access));
  }
}

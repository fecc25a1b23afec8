package dev.millrace.cloud;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Keeps what services gave out until shortly before it ends; what was not asked for the longest is
 * forgotten first. For use by many threads: two may ask for the same at once, which costs a request
 * and does no harm.
 *
 * @param <T> what ends
 */
public final class ExpiringCache<T> {
  /** A token must live for the operation that it is fetched for. */
  public static final Duration MARGIN = Duration.ofMinutes(2);

  private final int size;
  private final Duration longest;
  private final Function<T, Instant> end;
  private final Clock clock;
  private final SequencedMap<String, Kept<T>> entries = new LinkedHashMap<>(16, 0.75f, true);

  private record Kept<T>(T value, Validity validity) {}

  /** Asks a service. */
  @FunctionalInterface
  public interface Source<T> {
    /** A fresh value. */
    T get() throws IOException;
  }

  /**
   * An empty cache.
   *
   * @param size how many values are kept; none when zero
   * @param longest how long a value is kept at most
   * @param end when a value ends by itself
   */
  public ExpiringCache(int size, Duration longest, Function<T, Instant> end, Clock clock) {
    this.size = size;
    this.longest = longest;
    this.end = end;
    this.clock = clock;
  }

  /**
   * The kept value, or a fresh one.
   *
   * @param key tells apart everything that leads to different values; holds no secret in clear
   */
  public T get(String key, Source<T> source) throws IOException {
    Optional<T> known = known(key);
    if (known.isPresent()) {
      return known.get();
    }
    T fresh = source.get();
    keep(key, fresh);
    return fresh;
  }

  private synchronized Optional<T> known(String key) {
    return Optional.ofNullable(entries.get(key))
        .filter(kept -> !kept.validity().isOver())
        .map(Kept::value);
  }

  private synchronized void keep(String key, T value) {
    Instant byItself = end.apply(value).minus(MARGIN);
    Instant bySetting = clock.instant().plus(longest);
    Instant first = byItself.isBefore(bySetting) ? byItself : bySetting;
    entries.put(key, new Kept<>(value, Validity.until(first, clock)));
    while (entries.size() > size) {
      entries.pollFirstEntry();
    }
  }
}

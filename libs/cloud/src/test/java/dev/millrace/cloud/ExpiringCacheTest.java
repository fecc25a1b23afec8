package dev.millrace.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiringCacheTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private Instant now = Instant.parse("2026-01-31T10:00:00Z");
  private final InstantSource source = () -> now;
  private final Clock clock = source.withZone(ZoneOffset.UTC);
  private final List<String> asked = new ArrayList<>();

  @Test
  void asksAgainShortlyBeforeTheEnd() throws IOException {
    ExpiringCache<Instant> cache = cache(2, HOUR.multipliedBy(9));
    ask(cache, "a", "a");
    now = now.plus(HOUR).minus(ExpiringCache.MARGIN).minusSeconds(1);
    ask(cache, "a");
    assertThat(asked).containsExactly("a");
    now = now.plusSeconds(1);
    ask(cache, "a");
    assertThat(asked).containsExactly("a", "a");
  }

  @Test
  void keepsNothingLongerThanItIsTold() throws IOException {
    ExpiringCache<Instant> cache = cache(2, Duration.ofMinutes(1));
    ask(cache, "a");
    now = now.plus(Duration.ofMinutes(1));
    ask(cache, "a");
    assertThat(asked).containsExactly("a", "a");
  }

  @Test
  void forgetsFirstWhatWasNotAskedForTheLongest() throws IOException {
    ExpiringCache<Instant> cache = cache(2, HOUR);
    ask(cache, "a", "b", "a", "c", "a", "b");
    assertThat(asked).containsExactly("a", "b", "c", "b");
  }

  @Test
  void keepsNothingWithoutRoom() throws IOException {
    ask(cache(0, HOUR), "a", "a");
    assertThat(asked).containsExactly("a", "a");
  }

  private ExpiringCache<Instant> cache(int size, Duration longest) {
    return new ExpiringCache<>(size, longest, end -> end, clock);
  }

  private void ask(ExpiringCache<Instant> cache, String... keys) throws IOException {
    for (String key : keys) {
      cache.get(
          key,
          () -> {
            asked.add(key);
            return now.plus(HOUR);
          });
    }
  }
}

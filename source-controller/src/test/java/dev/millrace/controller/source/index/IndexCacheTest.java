package dev.millrace.controller.source.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.servers.FakeClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class IndexCacheTest {
  private final FakeClock clock = new FakeClock();
  private final IndexCache cache =
      new IndexCache(2, Duration.ofMinutes(15), Duration.ofMinutes(1), clock);
  private RepositoryIndex index;

  @BeforeEach
  void parse() throws InvalidIndex {
    index = RepositoryIndex.parse("apiVersion: v1\nentries: {}".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void keepsWhatIsUsed() {
    cache.put("a", index);
    clock.pass(Duration.ofMinutes(10));
    assertThat(cache.get("a")).containsSame(index);
    clock.pass(Duration.ofMinutes(10));
    assertThat(cache.get("a")).containsSame(index);
  }

  @Test
  void forgetsWhatIsNotUsed() {
    cache.put("a", index);
    clock.pass(Duration.ofMinutes(16));
    assertThat(cache.get("a")).isEmpty();
  }

  @Test
  void takesNothingNewWhenItIsFull() {
    cache.put("a", index);
    cache.put("b", index);
    cache.put("c", index);
    assertThat(cache.get("c")).isEmpty();
    assertThat(cache.get("a")).isPresent();
  }

  @Test
  void roomComesBackWithThePurge() {
    cache.put("a", index);
    cache.put("b", index);
    clock.pass(Duration.ofMinutes(16));
    cache.put("c", index);
    assertThat(cache.get("c")).isPresent();
  }

  @Test
  void keepsNothingWhenItMayNot() {
    IndexCache none = IndexCache.none();
    none.put("a", index);
    assertThat(none.get("a")).isEmpty();
  }
}

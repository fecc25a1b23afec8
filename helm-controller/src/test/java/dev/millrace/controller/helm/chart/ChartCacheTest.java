package dev.millrace.controller.helm.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartArchiveReader;
import dev.millrace.helm.chart.ChartException;
import dev.millrace.helm.chart.ChartLimits;
import dev.millrace.servers.TarGz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChartCacheTest {
  private static final int LARGE = 1000;

  @Test
  void readsAnArchiveOnceForAllReleases() throws Exception {
    AtomicInteger fetched = new AtomicInteger();
    ChartLoader loader =
        new ChartLoader(
            new ChartArchiveReader(ChartLimits.defaults()), new ChartCache(1 << 20), true);
    ChartLoader.Source source =
        () -> {
          fetched.incrementAndGet();
          return archive("app", 10);
        };

    Chart first = loader.load("sha256:a", source);

    assertThat(loader.load("sha256:a", source)).isSameAs(first);
    assertThat(fetched).hasValue(1);
  }

  @Test
  void forgetsWhatWasNotUsedForTheLongestTime() throws Exception {
    ChartCache cache = new ChartCache(5L * LARGE / 2);
    cache.keep("a", chart("a"), LARGE);
    cache.keep("b", chart("b"), LARGE);
    assertThat(cache.find("a")).isPresent();

    cache.keep("c", chart("c"), LARGE);

    assertThat(cache.find("b")).isEmpty();
    assertThat(cache.find("a")).isPresent();
    assertThat(cache.find("c")).isPresent();
  }

  @Test
  void keepsNothingThatIsTooLargeByItself() throws Exception {
    ChartCache cache = new ChartCache(LARGE);
    cache.keep("a", chart("a"), 10);

    cache.keep("b", chart("b"), 2 * LARGE);

    assertThat(cache.find("b")).isEmpty();
    assertThat(cache.find("a")).isPresent();
  }

  private static Chart chart(String name) throws IOException, ChartException {
    return new ChartArchiveReader(ChartLimits.defaults()).read(archive(name, 10));
  }

  private static byte[] archive(String name, int size) {
    return TarGz.of(
        Map.of(
            name + "/Chart.yaml",
            "apiVersion: v2\nname: %s\nversion: 1.0.0\n"
                .formatted(name)
                .getBytes(StandardCharsets.UTF_8),
            name + "/templates/a.yaml",
            "#".repeat(size).getBytes(StandardCharsets.UTF_8)));
  }
}

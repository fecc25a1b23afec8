package dev.millrace.controller.helm.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartArchiveReader;
import dev.millrace.helm.chart.ChartLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.Test;

class ChartLoaderTest {
  private final AtomicInteger fetches = new AtomicInteger();
  private final ChartLoader loader;

  ChartLoaderTest() throws IOException {
    long roomForTwo = 5L * archive().length / 2;
    this.loader =
        new ChartLoader(
            new ChartArchiveReader(ChartLimits.defaults()),
            new ChartCache(roomForTwo),
            /* digests */ true);
  }

  private Chart load(String digest) throws Exception {
    return loader.load(
        digest,
        () -> {
          fetches.incrementAndGet();
          return archive();
        });
  }

  private static byte[] archive() throws IOException {
    byte[] chart = "apiVersion: v2\nname: demo\nversion: 1.2.3\n".getBytes(StandardCharsets.UTF_8);
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes))) {
      var header = new TarArchiveEntry("demo/Chart.yaml");
      header.setSize(chart.length);
      tar.putArchiveEntry(header);
      tar.write(chart);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  @Test
  void readsAnArchiveOnceForEachDigest() throws Exception {
    Chart first = load("sha256:a");
    assertThat(load("sha256:a")).isSameAs(first);
    assertThat(load("sha256:b")).isNotSameAs(first);
    assertThat(fetches).hasValue(2);
  }

  @Test
  void forgetsTheChartUsedLongestAgo() throws Exception {
    Chart first = load("sha256:a");
    load("sha256:b");
    load("sha256:a");
    load("sha256:c");
    assertThat(load("sha256:a")).isSameAs(first);
    load("sha256:b");
    assertThat(fetches).hasValue(4);
  }

  @Test
  void keepsNothingOfAFetchThatFailed() throws Exception {
    assertThatThrownBy(
            () ->
                loader.load(
                    "sha256:a",
                    () -> {
                      throw new IOException("gone");
                    }))
        .hasMessage("gone");
    assertThat(load("sha256:a").name()).isEqualTo("demo");
  }
}

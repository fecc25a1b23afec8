package dev.millrace.helm.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for all chart archives, broken ones above all. */
class ChartArchiveProperties {
  private static final Map<String, String> FILES =
      Map.of(
          "app/Chart.yaml", "apiVersion: v2\nname: app\nversion: 1.0.0\n",
          "app/values.yaml", "a: {b: [1, 2]}\n",
          "app/templates/t.yaml", "a: {{ .Values.a }}\n",
          "app/charts/sub/Chart.yaml", "apiVersion: v2\nname: sub\nversion: 1.0.0\n");

  private final ChartArchiveReader reader = new ChartArchiveReader(ChartLimits.defaults());

  @Property(tries = 300)
  void aDamagedArchiveIsReadOrRefused(
      @ForAll @IntRange(max = 20_000) int position, @ForAll byte damage) throws IOException {
    byte[] tar = unpacked();
    tar[position % tar.length] ^= damage;
    readOrRefuse(packed(tar));
  }

  @Property(tries = 200)
  void aDamagedPackageIsReadOrRefused(
      @ForAll @IntRange(max = 5_000) int position, @ForAll byte damage) {
    byte[] archive = TestArchives.of(FILES);
    archive[position % archive.length] ^= damage;
    readOrRefuse(archive);
  }

  @Property(tries = 100)
  void aShortenedArchiveIsReadOrRefused(@ForAll @IntRange(max = 20_000) int length)
      throws IOException {
    byte[] tar = unpacked();
    readOrRefuse(packed(Arrays.copyOf(tar, length % tar.length)));
  }

  private void readOrRefuse(byte[] archive) {
    try {
      Chart chart = reader.read(archive);
      assertThat(chart.files()).extracting(ChartFile::name).noneMatch(name -> name.contains(".."));
    } catch (ChartException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static byte[] unpacked() throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(TestArchives.of(FILES)))) {
      return in.readAllBytes();
    }
  }

  private static byte[] packed(byte[] tar) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(tar);
    }
    return bytes.toByteArray();
  }
}

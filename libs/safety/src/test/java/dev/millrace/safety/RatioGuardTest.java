package dev.millrace.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class RatioGuardTest {
  private static InputStream guarded(byte[] content, long freeBytes, int maxRatio)
      throws IOException {
    var gzipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(gzipped)) {
      gzip.write(content);
    }
    var packed =
        new BoundedInputStream(
            new ByteArrayInputStream(gzipped.toByteArray()), "the packed file", 1 << 20);
    return new RatioGuard(new GZIPInputStream(packed), packed, "the file", freeBytes, maxRatio);
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(1).nextBytes(noise);
    return noise;
  }

  @Test
  void letsThroughWhatHardlyGrows() throws Exception {
    byte[] noise = noise(100_000);
    assertThat(guarded(noise, 0, 2).readAllBytes()).isEqualTo(noise);
  }

  @Test
  void letsSmallFilesGrow() throws Exception {
    assertThat(guarded(new byte[100_000], 100_000, 1).readAllBytes()).hasSize(100_000);
  }

  @Test
  void stopsWhatGrowsOutOfProportion() throws Exception {
    InputStream bomb = guarded(new byte[1_000_000], 1_000, 20);
    assertThatThrownBy(bomb::readAllBytes)
        .isInstanceOf(LimitExceeded.class)
        .hasMessage("the file is larger than the limit of 20 times its packed size");
  }

  @Test
  void countsWhatIsSkipped() throws Exception {
    InputStream bomb = guarded(new byte[1_000_000], 1_000, 20);
    assertThatThrownBy(() -> bomb.skipNBytes(1_000_000)).isInstanceOf(LimitExceeded.class);
    InputStream single = guarded(new byte[1_000], 10, 1);
    assertThatThrownBy(
            () -> {
              while (single.read() >= 0) {
                // one byte after the other
              }
            })
        .isInstanceOf(LimitExceeded.class);
  }
}

package dev.millrace.helm.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.helm.hook.HookPhase;
import dev.millrace.helm.release.ApplyMethod;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseStatus;
import dev.millrace.yaml.GoJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that Helm's own command wrote; see the README beside them. */
class RecordedReleasesTest {
  @Test
  void readsAReleaseOfHelm3() throws Exception {
    Release release = read("helm-v3.b64");
    assertThat(release.status()).isEqualTo(ReleaseStatus.UNINSTALLED);
    assertThat(release.info().deleted()).isPresent();
    assertThat(release.applyMethod()).isEqualTo(ApplyMethod.UNRECORDED);
    assertThat(release.hooks().getFirst().lastRun().phase()).isEqualTo(HookPhase.SUCCEEDED);
  }

  @Test
  void readsAReleaseOfHelm4() throws Exception {
    Release release = read("helm-v4.b64");
    assertThat(release.status()).isEqualTo(ReleaseStatus.DEPLOYED);
    assertThat(release.applyMethod()).isEqualTo(ApplyMethod.SERVER_SIDE);
    assertThat(release.config()).isEqualTo(Map.of("n", 1.0));
    assertThat(release.chart().templates()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"helm-v3.b64", "helm-v4.b64"})
  void writesWhatHelmWroteButForTheTimesOfFiles(String file) throws Exception {
    String written = GoJson.write(ReleaseJson.write(read(file)));
    assertThat(written).isEqualTo(withoutFileTimes(json(file)));
  }

  private static String withoutFileTimes(String json) {
    return json.replaceAll(",\"(schemamodtime|modtime)\":\"[^\"]*\"", "");
  }

  private static Release read(String file) throws Exception {
    var store = new InMemoryReleaseStore();
    var stored = new StoredRelease("sh.helm.release.v1.r.v1", Map.of("name", "r"), bytes(file));
    store.create(stored);
    return new ReleaseHistory(store, InstantSource.system()).last("r").orElseThrow();
  }

  private static String json(String file) throws IOException {
    byte[] packed = Base64.getDecoder().decode(bytes(file));
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] bytes(String file) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            RecordedReleasesTest.class.getResourceAsStream("/releases/" + file))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .strip()
          .getBytes(StandardCharsets.US_ASCII);
    }
  }
}

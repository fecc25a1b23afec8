package dev.millrace.chaos.end;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Which revisions of a release are the same as others. */
class ReleasesTest {
  @Test
  void aRevisionThatFailedMayLieBetween() {
    EndState wanted = end(record(1, "superseded", "0.1.0"), record(2, "deployed", "0.2.0"));

    assertThat(
            wanted.differences(
                end(
                    record(1, "superseded", "0.1.0"),
                    record(2, "failed", "0.2.0"),
                    record(3, "deployed", "0.2.0"))))
        .isEmpty();
  }

  @Test
  void anInstallThatWasCutIsUpgraded() {
    EndState wanted = end(record(1, "deployed", "0.1.0"), release(1, "install"));

    assertThat(
            wanted.differences(
                end(
                    record(1, "failed", "0.1.0"),
                    record(2, "deployed", "0.1.0"),
                    release(2, "upgrade"))))
        .isEmpty();
    assertThat(wanted.differences(end(record(1, "deployed", "0.1.0"), release(1, "upgrade"))))
        .containsExactly(
            "HelmRelease/app status.history.0.action should be install and is upgrade");
  }

  @Test
  void aRevisionThatWasMadeTwiceMayNot() {
    EndState wanted = end(record(1, "superseded", "0.1.0"), record(2, "deployed", "0.2.0"));

    assertThat(
            wanted.differences(
                end(
                    record(1, "superseded", "0.1.0"),
                    record(2, "superseded", "0.2.0"),
                    record(3, "deployed", "0.2.0"))))
        .contains("Secret/sh.helm.release.v1.app.v3  is there: exists");
  }

  @Test
  void recordsAreComparedByWhatTheyHold() {
    EndState wanted = end(record(1, "deployed", "0.1.0"));

    assertThat(wanted.differences(end(record(1, "deployed", "0.1.1"))))
        .containsExactly(
            "Secret/sh.helm.release.v1.app.v1 release.manifest should be 0.1.0 and is 0.1.1");
  }

  @SafeVarargs
  private static EndState end(Map<String, Object>... records) {
    Aliases aliases = new Aliases();
    return EndState.of(Releases.readable(List.of(records), aliases), aliases);
  }

  private static Map<String, Object> release(int version, String action) {
    return Map.of(
        "kind",
        "HelmRelease",
        "metadata",
        Map.of("name", "app"),
        "status",
        Map.of(
            "history",
            List.of(Map.of("version", version, "action", action, "status", "deployed"))));
  }

  private static Map<String, Object> record(int version, String status, String manifest) {
    String json = "{\"manifest\":\"%s\",\"version\":%d}".formatted(manifest, version);
    return Map.of(
        "kind",
        "Secret",
        "metadata",
        Map.of(
            "name",
            "sh.helm.release.v1.app.v" + version,
            "labels",
            Map.of("version", Integer.toString(version), "status", status)),
        "data",
        Map.of("release", encoded(json)));
  }

  private static String encoded(String json) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Stream.of(packed.toByteArray())
        .map(Base64.getEncoder()::encode)
        .map(Base64.getEncoder()::encodeToString)
        .findFirst()
        .orElseThrow();
  }
}

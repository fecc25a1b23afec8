package dev.millrace.e2e.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** {@code helm list} and {@code helm history}: the records of a release, oldest first. */
final class HelmListsReleases implements Step {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String title() {
    return "helm list, helm history";
  }

  @Override
  public void play(Stage stage) {
    List<Secret> records =
        stage
            .cluster()
            .client()
            .secrets()
            .inNamespace("team-green")
            .withLabel("owner", "helm")
            .withLabel("name", "reports")
            .list()
            .getItems()
            .stream()
            .sorted(Comparator.comparingInt(HelmListsReleases::version))
            .toList();
    assertThat(records).extracting(Secret::getType).containsOnly("helm.sh/release.v1");
    assertThat(records)
        .extracting(record -> status(record) + " " + chartVersion(record))
        .contains("failed 1.1.0", "superseded 1.0.0")
        .endsWith("deployed 1.2.0");
    assertThat(release(records.getLast()).at("/info/status").asText()).isEqualTo("deployed");
  }

  private static int version(Secret record) {
    return Integer.parseInt(label(record, "version"));
  }

  private static String status(Secret record) {
    return label(record, "status");
  }

  private static String label(Secret record, String name) {
    return Objects.requireNonNull(record.getMetadata().getLabels().get(name));
  }

  private static String chartVersion(Secret record) {
    return release(record).at("/chart/metadata/version").asText();
  }

  /** What Helm wrote: JSON, compressed, encoded, and encoded once more as every Secret is. */
  private static JsonNode release(Secret record) {
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] compressed = base64.decode(base64.decode(record.getData().get("release")));
    try (GZIPInputStream json = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

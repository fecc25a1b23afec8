package dev.millrace.e2e.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.e2e.story.Stage;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** One revision of a release as the {@code helm} and {@code flux} commands read it. */
record HelmRecord(Secret secret) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All revisions of a release, oldest first. */
  static List<HelmRecord> of(Stage stage, String namespace, String release) {
    return stage
        .cluster()
        .client()
        .secrets()
        .inNamespace(namespace)
        .withLabel("owner", "helm")
        .withLabel("name", release)
        .list()
        .getItems()
        .stream()
        .map(HelmRecord::new)
        .sorted(Comparator.comparingInt(HelmRecord::version))
        .toList();
  }

  int version() {
    return Integer.parseInt(label("version"));
  }

  String label(String name) {
    return Objects.requireNonNull(secret.getMetadata().getLabels().get(name));
  }

  /** What Helm wrote: JSON, compressed, encoded, and encoded once more as every Secret is. */
  JsonNode content() {
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] compressed = base64.decode(base64.decode(secret.getData().get("release")));
    try (GZIPInputStream json = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

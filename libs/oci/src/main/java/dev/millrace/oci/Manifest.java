package dev.millrace.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.artifact.digest.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A manifest, verified against its digest: of an image or artifact (with layers), or an index of
 * other manifests.
 *
 * @param content the bytes that the digest is of
 * @param config what configures an image, or null
 * @param manifests of an index
 * @param subject that this refers to, or null
 */
public record Manifest(
    String mediaType,
    Digest digest,
    byte[] content,
    @Nullable Descriptor config,
    List<Descriptor> layers,
    List<Descriptor> manifests,
    @Nullable Descriptor subject,
    String artifactType,
    Map<String, String> annotations) {
  /** Media types to ask for. */
  public static final String ACCEPTED =
      String.join(
          ",",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json",
          "application/vnd.docker.distribution.manifest.list.v2+json");

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_DESCRIPTORS = 10_000;

  /**
   * Reads a manifest.
   *
   * @throws RegistryException with reason {@link RegistryException.Reason#MALFORMED}
   */
  public static Manifest parse(String mediaType, Digest digest, byte[] content)
      throws RegistryException {
    try {
      var json = JSON.readTree(content);
      if (json == null || !json.isObject()) {
        throw malformed("it is not a JSON object", null);
      }
      return new Manifest(
          json.path("mediaType").asText(mediaType),
          digest,
          content,
          descriptor(json.get("config")).orElse(null),
          descriptors(json.path("layers")),
          descriptors(json.path("manifests")),
          descriptor(json.get("subject")).orElse(null),
          json.path("artifactType").asText(""),
          strings(json.path("annotations")));
    } catch (IOException | IllegalArgumentException e) {
      throw e instanceof RegistryException known ? known : malformed("it can't be read", e);
    }
  }

  private static List<Descriptor> descriptors(JsonNode list) throws RegistryException {
    if (list.size() > MAX_DESCRIPTORS) {
      throw malformed("it lists more than %d entries".formatted(MAX_DESCRIPTORS), null);
    }
    var descriptors = new ArrayList<Descriptor>();
    for (var entry : list) {
      descriptor(entry).ifPresent(descriptors::add);
    }
    return List.copyOf(descriptors);
  }

  private static Optional<Descriptor> descriptor(@Nullable JsonNode json) {
    if (json == null || !json.isObject()) {
      return Optional.empty();
    }
    return Optional.of(
        new Descriptor(
            json.path("mediaType").asText(""),
            Digest.parse(json.path("digest").asText("")),
            json.path("size").asLong(-1),
            json.path("artifactType").asText(""),
            platform(json.path("platform")),
            strings(json.path("annotations"))));
  }

  private static String platform(JsonNode json) {
    var system = json.path("os").asText("");
    var architecture = json.path("architecture").asText("");
    return system.isEmpty() && architecture.isEmpty() ? "" : system + "/" + architecture;
  }

  private static Map<String, String> strings(JsonNode json) {
    var strings = new LinkedHashMap<String, String>();
    json.properties().forEach(entry -> strings.put(entry.getKey(), entry.getValue().asText()));
    return strings;
  }

  private static RegistryException malformed(String detail, @Nullable Exception cause) {
    var message = "the manifest can't be used: " + detail;
    return cause == null
        ? new RegistryException(RegistryException.Reason.MALFORMED, message)
        : new RegistryException(RegistryException.Reason.MALFORMED, message, cause);
  }

  /** Whether this is a list of other manifests. */
  public boolean isIndex() {
    return mediaType.endsWith("image.index.v1+json") || mediaType.endsWith("manifest.list.v2+json");
  }

  /** The first manifest of an index that is for a platform or does not say for which it is. */
  public Optional<Descriptor> manifestFor(String platform) {
    return manifests.stream()
        .filter(each -> each.platform().isEmpty() || each.platform().equals(platform))
        .findFirst();
  }

  /** The first layer of a media type. */
  public Optional<Descriptor> layer(String wanted) {
    return layers.stream().filter(layer -> layer.mediaType().equals(wanted)).findFirst();
  }
}

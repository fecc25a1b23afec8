package dev.millrace.controller.imageautomation.registry;

import dev.millrace.oci.Descriptor;
import dev.millrace.oci.ImageReference;
import dev.millrace.oci.Manifest;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.registry.RegistryClient;
import dev.millrace.safety.BoundedReads;
import dev.millrace.yaml.GoJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an image says about itself.
 *
 * @param platforms that it exists for, such as {@code linux/arm64/v8}
 * @param created when it was made; empty when it does not say
 */
public record ImageFacts(Set<String> platforms, Optional<Instant> created) {
  private static final String CREATED = "org.opencontainers.image.created";
  private static final String UNKNOWN = "unknown/unknown";
  private static final long CONFIG_LIMIT = 4L * 1024 * 1024;

  /** Copies the set. */
  public ImageFacts {
    platforms = Set.copyOf(platforms);
  }

  /** Reads manifest and configuration of an image; of an index those of its first image too. */
  static ImageFacts read(RegistryClient client, ImageReference image) throws RegistryException {
    Manifest manifest = client.manifest(image);
    if (!manifest.isIndex()) {
      return ofImage(client, image, manifest);
    }
    Set<String> platforms = new TreeSet<>();
    Optional<Instant> created = instant(manifest.annotations().get(CREATED));
    for (Descriptor each : manifest.manifests()) {
      if (!each.platform().isEmpty() && !each.platform().startsWith(UNKNOWN)) {
        platforms.add(each.platform());
        if (created.isEmpty()) {
          created =
              ofImage(client, image, client.manifest(image.withDigest(each.digest()))).created();
        }
      }
    }
    return new ImageFacts(platforms, created);
  }

  private static ImageFacts ofImage(RegistryClient client, ImageReference image, Manifest manifest)
      throws RegistryException {
    Descriptor config = manifest.config();
    Map<?, ?> settings = config == null ? Map.of() : settings(client, image, config);
    Optional<Instant> created =
        instant(manifest.annotations().get(CREATED)).or(() -> instant(settings.get("created")));
    return settings.get("os") instanceof String os
            && settings.get("architecture") instanceof String architecture
        ? new ImageFacts(Set.of(os + "/" + architecture + variant(settings)), created)
        : new ImageFacts(Set.of(), created);
  }

  private static String variant(Map<?, ?> settings) {
    return settings.get("variant") instanceof String variant && !variant.isEmpty()
        ? "/" + variant
        : "";
  }

  private static Map<?, ?> settings(RegistryClient client, ImageReference image, Descriptor config)
      throws RegistryException {
    byte[] content =
        client.blob(
            image,
            config,
            blob -> BoundedReads.readAll(blob, "the configuration of the image", CONFIG_LIMIT));
    try {
      return GoJson.read(new String(content, StandardCharsets.UTF_8)) instanceof Map<?, ?> map
          ? map
          : Map.of();
    } catch (RuntimeException _) {
      return Map.of();
    }
  }

  private static Optional<Instant> instant(@Nullable Object text) {
    try {
      return text == null ? Optional.empty() : Optional.of(Instant.parse(String.valueOf(text)));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}

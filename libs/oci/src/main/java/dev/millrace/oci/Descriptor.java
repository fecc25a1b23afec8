package dev.millrace.oci;

import dev.millrace.artifact.digest.Digest;
import java.util.Map;

/**
 * Names a manifest or blob.
 *
 * @param artifactType what it is, empty when not said
 * @param platform {@code os/architecture} that an image is for, empty when not said
 * @param size in bytes
 */
public record Descriptor(
    String mediaType,
    Digest digest,
    long size,
    String artifactType,
    String platform,
    Map<String, String> annotations) {
  /** Copies the annotations. */
  public Descriptor {
    annotations = Map.copyOf(annotations);
  }

  /** A descriptor without annotations. */
  public static Descriptor of(String mediaType, Digest digest, long size) {
    return new Descriptor(mediaType, digest, size, "", "", Map.of());
  }
}

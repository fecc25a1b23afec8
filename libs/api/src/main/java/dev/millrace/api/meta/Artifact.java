package dev.millrace.api.meta;

import static java.util.Objects.requireNonNullElse;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A packed file that a source offers to other controllers (FLUX.md 1.5).
 *
 * @param path where it lies below the root of the artifact server
 * @param url where it can be fetched
 * @param revision what it was made from, such as {@code main@sha1:…} or {@code 1.2.3@sha256:…}
 * @param digest checksum of the file, {@code <algorithm>:<hex>}
 * @param size bytes; null when not recorded
 * @param metadata for OCI artifacts the annotations of the manifest
 */
@ApiType
public record Artifact(
    String path,
    String url,
    String revision,
    String digest,
    Timestamp lastUpdateTime,
    @Nullable Long size,
    @OmitWhenEmpty Map<String, String> metadata) {

  public Artifact {
    path = requireNonNullElse(path, "");
    url = requireNonNullElse(url, "");
    revision = requireNonNullElse(revision, "");
    digest = requireNonNullElse(digest, "");
    lastUpdateTime = requireNonNullElse(lastUpdateTime, Timestamp.MISSING);
    metadata = Copies.ofMap(metadata);
  }
}

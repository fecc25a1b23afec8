package dev.millrace.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The manifests and tags of one repository of an {@link OciRegistry}. */
final class OciManifests {
  final ConcurrentSkipListMap<String, String> tags = new ConcurrentSkipListMap<>();
  final Map<String, Manifest> byDigest = new ConcurrentHashMap<>();

  void put(String reference, String mediaType, byte[] content) {
    String digest = Digests.of(content);
    byDigest.put(digest, new Manifest(mediaType, content));
    if (!reference.isEmpty() && !reference.startsWith("sha256:")) {
      tags.put(reference, digest);
    }
  }

  byte[] content(String digest) {
    Manifest found = find(digest);
    if (found == null) {
      throw new IllegalArgumentException("there is no manifest " + digest);
    }
    return found.content();
  }

  @Nullable Manifest find(String reference) {
    String digest = reference.startsWith("sha256:") ? reference : tags.get(reference);
    return digest == null ? null : byDigest.get(digest);
  }

  /** A manifest as it was put. */
  record Manifest(String mediaType, byte[] content) {}

  /** The index of the manifests that refer to another one. */
  byte[] referrers(String digest) throws IOException {
    ObjectNode index =
        OciReplies.JSON
            .createObjectNode()
            .put("schemaVersion", 2)
            .put("mediaType", OciRegistry.INDEX);
    ArrayNode list = index.putArray("manifests");
    for (Manifest each : byDigest.values()) {
      JsonNode manifest = OciReplies.JSON.readTree(each.content());
      if (manifest.path("subject").path("digest").asText().equals(digest)) {
        ObjectNode descriptor =
            list.addObject()
                .put("mediaType", each.mediaType())
                .put("digest", Digests.of(each.content()))
                .put("size", each.content().length)
                .put(
                    "artifactType",
                    manifest
                        .path("artifactType")
                        .asText(manifest.path("config").path("mediaType").asText()));
        if (manifest.has("annotations")) {
          descriptor.set("annotations", manifest.get("annotations"));
        }
      }
    }
    return OciReplies.JSON.writeValueAsBytes(index);
  }
}

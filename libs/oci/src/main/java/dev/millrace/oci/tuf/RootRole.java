package dev.millrace.oci.tuf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.oci.signature.VerificationKey;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The root of a repository: which keys sign for which role, and how many of them have to.
 *
 * @param keys by name
 */
record RootRole(Metadata metadata, Map<String, VerificationKey> keys) {
  static final String NAME = "root";

  /** What comes before a raw Ed25519 key in its usual encoding. */
  private static final String ED25519 = "302a300506032b6570032100";

  private static final int MAX_KEYS = 100;

  static RootRole parse(byte[] content) throws TufException {
    var metadata = Metadata.parse(NAME, content);
    var found = metadata.signed().path("keys");
    if (found.size() > MAX_KEYS) {
      throw new TufException("the root names more than %d keys".formatted(MAX_KEYS));
    }
    var keys = new LinkedHashMap<String, VerificationKey>();
    for (var key : found.properties()) {
      keys.put(key.getKey(), key(key.getValue()));
    }
    return new RootRole(metadata, keys);
  }

  private static VerificationKey key(JsonNode json) throws TufException {
    var text = json.path("keyval").path("public").asText("");
    try {
      return json.path("keytype").asText("").equals("ed25519")
          ? VerificationKey.ofEncoded(HexFormat.of().parseHex(ED25519 + text))
          : VerificationKey.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TufException("a key of the root can't be used: " + e.getMessage(), e);
    }
  }

  /** Makes sure that enough different keys of a role signed a file. */
  void requireSigned(String role, Metadata file) throws TufException {
    var wanted = metadata.signed().path("roles").path(role);
    int threshold = wanted.path("threshold").asInt();
    var counted = new HashSet<String>();
    for (var name : wanted.path("keyids")) {
      var key = keys.get(name.asText());
      var signature = file.signatures().get(name.asText());
      if (key != null && signature != null && key.verifies(file.message(), signature)) {
        counted.add(name.asText());
      }
    }
    if (threshold < 1 || counted.size() < threshold) {
      throw new TufException(
          "the metadata of the role %s is signed by %d of %d trusted keys"
              .formatted(role, counted.size(), threshold));
    }
  }
}

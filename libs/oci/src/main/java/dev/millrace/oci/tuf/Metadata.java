package dev.millrace.oci.tuf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A signed file of a repository, not yet checked.
 *
 * @param signed what is signed
 * @param message the bytes that the signatures are over
 * @param signatures by key
 */
@SuppressWarnings("ArrayRecordComponent")
record Metadata(JsonNode signed, byte[] message, Map<String, byte[]> signatures) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_SIGNATURES = 100;

  /**
   * Reads a file.
   *
   * @param role that it is of: {@code root}, {@code timestamp}, {@code snapshot}, {@code targets}
   */
  static Metadata parse(String role, byte[] content) throws TufException {
    try {
      var json = JSON.readTree(content);
      var signed = json.path("signed");
      if (!signed.path("_type").asText("").equals(role)) {
        throw new TufException("the metadata is not of the role " + role);
      }
      return new Metadata(signed, CanonicalJson.of(signed), signatures(json.path("signatures")));
    } catch (TufException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new TufException("the metadata of the role %s can't be read".formatted(role), e);
    }
  }

  private static Map<String, byte[]> signatures(JsonNode list) throws TufException {
    if (list.size() > MAX_SIGNATURES) {
      throw new TufException("the metadata has more than %d signatures".formatted(MAX_SIGNATURES));
    }
    var signatures = new LinkedHashMap<String, byte[]>();
    for (var signature : list) {
      signatures.put(
          signature.path("keyid").asText(""),
          HexFormat.of().parseHex(signature.path("sig").asText("")));
    }
    return signatures;
  }

  long version() {
    return signed.path("version").asLong(-1);
  }

  /** Makes sure that it is still in force. */
  void requireFresh(Instant now) throws TufException {
    try {
      if (Instant.parse(signed.path("expires").asText("")).isAfter(now)) {
        return;
      }
    } catch (DateTimeException e) {
      throw new TufException("the metadata does not say when it expires", e);
    }
    throw new TufException(
        "the metadata of the role %s expired at %s"
            .formatted(signed.path("_type").asText(), signed.path("expires").asText()));
  }

  /** What it says of another metadata file. */
  JsonNode about(String file) {
    return signed.path("meta").path(file);
  }
}

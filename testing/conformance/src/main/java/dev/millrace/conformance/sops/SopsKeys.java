package dev.millrace.conformance.sops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.safety.Sensitive;
import dev.millrace.sops.key.AgeKeys;
import dev.millrace.sops.key.InvalidKey;
import dev.millrace.sops.key.KeySource;
import dev.millrace.sops.key.PgpKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The keys of the cases, by name. */
final class SopsKeys {
  private final Path folder;
  private final JsonNode index;

  SopsKeys(Path folder) throws IOException {
    this.folder = folder;
    this.index = new ObjectMapper().readTree(folder.resolve("keys.json").toFile());
  }

  /** Sources for the names that a case lists. */
  List<KeySource> sources(JsonNode names) throws IOException {
    List<KeySource> sources = new ArrayList<>();
    for (JsonNode name : names) {
      JsonNode key = index.path(name.asText());
      byte[] secret = Files.readAllBytes(folder.resolve(key.path("secret").asText()));
      sources.add(source(key.path("type").asText(), secret));
    }
    return sources;
  }

  private static KeySource source(String type, byte[] secret) {
    try {
      return type.equals("pgp")
          ? PgpKeys.parse(Sensitive.of(secret))
          : AgeKeys.parse(Sensitive.of(new String(secret, StandardCharsets.UTF_8)));
    } catch (InvalidKey e) {
      throw new IllegalStateException("a key of the cases can't be read", e);
    }
  }
}

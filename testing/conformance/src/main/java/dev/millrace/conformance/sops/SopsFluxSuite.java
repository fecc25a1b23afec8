package dev.millrace.conformance.sops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.conformance.ConformanceFolder;
import dev.millrace.conformance.sops.SopsSuite.Score;
import dev.millrace.sops.Decryption;
import dev.millrace.sops.SopsException;
import dev.millrace.sops.flux.ObjectDecryption;
import dev.millrace.sops.key.DataKeys;
import dev.millrace.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs {@code sops/flux}: objects as the decryption of a Kustomization leaves them. */
public final class SopsFluxSuite {
  private SopsFluxSuite() {}

  /** Runs all cases, or nothing when they are absent. */
  public static Optional<Score> run() throws IOException {
    Optional<Path> root = ConformanceFolder.find("sops");
    if (root.isEmpty()) {
      return Optional.empty();
    }
    SopsKeys keys = new SopsKeys(root.get().resolve("keys"));
    List<Path> folders = SopsSuite.folders(root.get().resolve("flux"));
    List<String> failures = new ArrayList<>();
    for (Path folder : folders) {
      JsonNode description = new ObjectMapper().readTree(folder.resolve("case.json").toFile());
      String problem = problem(folder, description, keys);
      if (problem != null) {
        failures.add(folder.getFileName() + ": " + problem);
      }
    }
    return Optional.of(new Score("sops flux", folders.size(), failures));
  }

  private static @Nullable String problem(Path folder, JsonNode description, SopsKeys keys)
      throws IOException {
    Decryption decryption =
        Decryption.with(new DataKeys(keys.sources(description.path("keys")))).withoutMacCheck();
    boolean ok = description.path("expect").asText().equals("ok");
    try {
      Object plain =
          new ObjectDecryption(decryption).decrypt(object(folder.resolve("secret.yaml")));
      return ok ? difference(folder, plain) : "no error, but one was expected";
    } catch (SopsException e) {
      return ok ? "unexpected error: " + e.getMessage() : null;
    }
  }

  private static @Nullable String difference(Path folder, Object plain) throws IOException {
    Path yaml = folder.resolve("plain.yaml");
    Path expected = Files.exists(yaml) ? yaml : folder.resolve("plain.json");
    return plain.equals(object(expected)) ? null : "the object differs";
  }

  @SuppressWarnings("unchecked") // the cases hold objects
  private static Map<String, @Nullable Object> object(Path file) throws IOException {
    Object tree = YamlReader.sigs().read(Files.readAllBytes(file));
    return (Map<String, @Nullable Object>) Objects.requireNonNull(tree);
  }
}

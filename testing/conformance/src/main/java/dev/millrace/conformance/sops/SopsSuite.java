package dev.millrace.conformance.sops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.conformance.ConformanceFolder;
import dev.millrace.sops.Decryption;
import dev.millrace.sops.SopsException;
import dev.millrace.sops.format.FileFormat;
import dev.millrace.sops.key.DataKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code sops/cases}: decrypts each file as the command does and compares bytes and kinds of
 * errors, and runs failing ones again without the check of the authentication code.
 */
public final class SopsSuite {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SopsSuite() {}

  /**
   * What the library did.
   *
   * @param failures one line for each case whose result differs
   */
  public record Score(String name, int total, List<String> failures) {
    @Override
    public String toString() {
      return name + ": " + (total - failures.size()) + "/" + total;
    }
  }

  /** Prints the scores of both suites. */
  public static void main(String[] arguments) throws IOException {
    for (Optional<Score> score : List.of(run(), SopsFluxSuite.run())) {
      score.ifPresent(result -> result.failures().forEach(System.out::println));
      System.out.println(score.map(Score::toString).orElse("sops: skipped, no cases found"));
    }
  }

  /** Runs all cases, or nothing when they are absent. */
  public static Optional<Score> run() throws IOException {
    Optional<Path> root = ConformanceFolder.find("sops");
    if (root.isEmpty()) {
      return Optional.empty();
    }
    SopsKeys keys = new SopsKeys(root.get().resolve("keys"));
    List<Path> folders = folders(root.get().resolve("cases"));
    List<String> failures = new ArrayList<>();
    for (Path folder : folders) {
      JsonNode description = JSON.readTree(folder.resolve("case.json").toFile());
      String problem = problem(folder, description, keys);
      if (problem != null) {
        failures.add(folder.getFileName() + ": " + problem);
      }
    }
    return Optional.of(new Score("sops", folders.size(), failures));
  }

  static List<Path> folders(Path root) throws IOException {
    try (Stream<Path> children = Files.list(root)) {
      return children.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static @Nullable String problem(Path folder, JsonNode description, SopsKeys keys)
      throws IOException {
    FileFormat format =
        FileFormat.valueOf(description.path("format").asText().toUpperCase(Locale.ROOT));
    Decryption decryption =
        Decryption.with(new DataKeys(keys.sources(description.path("keys")))).withVersionCheck();
    byte[] encrypted = Files.readAllBytes(only(folder, "encrypted."));
    if (description.path("expect").asText().equals("ok")) {
      return difference(folder, "plain.", () -> decryption.decrypt(encrypted, format));
    }
    String kind = description.path("error").path("kind").asText();
    String unexpected = unexpectedError(kind, () -> decryption.decrypt(encrypted, format));
    if (unexpected == null && description.path("okWithoutMacCheck").asBoolean()) {
      Decryption lenient = decryption.withoutMacCheck();
      return difference(folder, "plain.ignore-mac.", () -> lenient.decrypt(encrypted, format));
    }
    return unexpected;
  }

  /** One decryption. */
  private interface Attempt {
    byte[] run();
  }

  private static @Nullable String difference(Path folder, String expected, Attempt attempt)
      throws IOException {
    byte[] plain = Files.readAllBytes(only(folder, expected));
    try {
      return Arrays.equals(plain, attempt.run()) ? null : "the output differs";
    } catch (SopsException e) {
      return "unexpected error of kind " + e.kind() + ": " + e.getMessage();
    }
  }

  private static @Nullable String unexpectedError(String kind, Attempt attempt) {
    try {
      attempt.run();
      return "no error, expected one of kind " + kind;
    } catch (SopsException e) {
      boolean same = kind.equals("crash") || kind.equalsIgnoreCase(e.kind().name());
      return same ? null : "kind " + e.kind() + " for " + kind + ": " + e.getMessage();
    }
  }

  private static Path only(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .filter(file -> file.getFileName().toString().indexOf('.', prefix.length()) < 0)
          .findFirst()
          .orElseThrow(() -> new IOException("there is no " + prefix + " in " + folder));
    }
  }
}

package dev.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SubstitutionOptOutTest {
  /** SECURITY-CASES 12: descriptions in schemas may hold what looks like a variable. */
  @Test
  void definitionsAreExemptFromPostBuildSubstitution() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(Conformance.repository().resolve("manifests/crds"))) {
      files = all.filter(file -> file.getFileName().toString().contains("fluxcd.io_")).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      assertThat(Files.readString(file))
          .as(file.toString())
          .contains(
              "\n  annotations:\n    kustomize.toolkit.fluxcd.io/substitute: disabled\n  labels:");
    }
  }
}

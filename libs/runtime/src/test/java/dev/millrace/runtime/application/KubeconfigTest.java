package dev.millrace.runtime.application;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
  @TempDir Path folder;

  @Test
  void refusesAVariableThatNamesNoFile() {
    String missing = folder.resolve("missing").toString();

    assertThatThrownBy(() -> Kubeconfig.check(Map.of("KUBECONFIG", missing)))
        .hasMessageStartingWith("KUBECONFIG=" + missing + ": there is no such file");
  }

  @Test
  void oneFileIsEnoughAndNoVariableMeansTheClusterAround() throws IOException {
    Path file = Files.createFile(folder.resolve("config"));

    assertThatCode(() -> Kubeconfig.check(Map.of("KUBECONFIG", "/missing:" + file)))
        .doesNotThrowAnyException();
    assertThatCode(() -> Kubeconfig.check(Map.of())).doesNotThrowAnyException();
  }
}

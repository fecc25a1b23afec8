package dev.millrace.helm.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.safety.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartDirectoryReaderTest {
  private final ChartDirectoryReader reader = new ChartDirectoryReader(ChartLimits.defaults());

  @Test
  void leavesOutWhatHelmignoreNames() throws Exception {
    Chart chart =
        read(
            Map.of(
                ".helmignore", "# comment\n*.bak\n/ignored/\ndir/*.txt\n",
                "a.bak", "",
                "sub/b.bak", "",
                "ignored/x", "",
                "sub/ignored/x", "",
                "dir/x.txt", "",
                "dir/x.md", "",
                "templates/.hidden.yaml", "",
                "templates/a.yaml", ""));
    assertThat(chart.files())
        .extracting(ChartFile::name)
        .containsExactly(".helmignore", "dir/x.md", "sub/ignored/x");
    assertThat(chart.templates()).extracting(ChartFile::name).containsExactly("templates/a.yaml");
  }

  @Test
  void ignoresEverythingElseAfterANegatedRule() {
    assertThatThrownBy(() -> read(Map.of(".helmignore", "!keep.txt\n", "keep.txt", "")))
        .hasMessageContaining("Chart.yaml file is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "**/x, double-star",
    "[a, broken",
    "a\\, broken",
  })
  void refusesBrokenRules(String rule, String message) {
    assertThatThrownBy(() -> read(Map.of(".helmignore", rule))).hasMessageContaining(message);
  }

  @Test
  void refusesLinksThatLeadOutOfTheTree(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "token");
    Path chart = Files.createDirectory(folder.resolve("chart"));
    Files.writeString(chart.resolve("Chart.yaml"), "name: app\nversion: 1.0.0\n");
    Files.createSymbolicLink(chart.resolve("Chart.lock"), secret);
    assertThatThrownBy(() -> reader.read(FileTree.onDisk(chart), ""))
        .isInstanceOf(ChartException.class)
        .hasMessageContaining("Chart.lock");
  }

  private Chart read(Map<String, String> texts) throws Exception {
    var files = new LinkedHashMap<String, byte[]>();
    files.put("app/Chart.yaml", "name: app\nversion: 1.0.0\n".getBytes(StandardCharsets.UTF_8));
    texts.forEach((path, text) -> files.put("app/" + path, text.getBytes(StandardCharsets.UTF_8)));
    return reader.read(FileTree.inMemory(files), "app");
  }
}

package dev.millrace.helm.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartArchiveReaderTest {
  private static final String CHART = "apiVersion: v2\nname: app\nversion: 1.0.0\n";

  private final ChartArchiveReader reader = new ChartArchiveReader(ChartLimits.defaults());

  @Test
  void sortsFilesByWhatTheyAreFor() throws ChartException {
    Chart chart =
        reader.read(
            TestArchives.of(
                Map.of(
                    "app/Chart.yaml", CHART,
                    "app/values.yaml", "\uFEFFport: 80\n",
                    "app/values.schema.json", "{}",
                    "app/templates/a.yaml", "a",
                    "app/crds/c.yaml", "c",
                    "app/README.md", "r",
                    "app/charts/sub/Chart.yaml", CHART.replace("app", "sub"),
                    "app/charts/_old/Chart.yaml", "nonsense: [")));
    assertThat(chart.name()).isEqualTo("app");
    assertThat(chart.values()).isEqualTo(Map.of("port", 80.0));
    assertThat(chart.schema()).isPresent();
    assertThat(chart.templates()).extracting(ChartFile::name).containsExactly("templates/a.yaml");
    assertThat(chart.files())
        .extracting(ChartFile::name)
        .containsExactlyInAnyOrder("README.md", "crds/c.yaml");
    assertThat(chart.crds()).extracting(Chart.CrdFile::path).containsExactly("app/crds/c.yaml");
    assertThat(chart.dependencies()).extracting(Chart::name).containsExactly("sub");
  }

  @Test
  void readsPackedSubchartsAndRequirementsOfTheFirstGeneration() throws ChartException {
    byte[] sub = TestArchives.of(Map.of("sub/Chart.yaml", CHART.replace("app", "sub")));
    var files = new LinkedHashMap<String, byte[]>();
    files.put("Chart.yaml", "name: app\nversion: 1.0.0\n".getBytes());
    files.put("requirements.yaml", "dependencies: [{name: sub, version: '*'}]".getBytes());
    files.put("charts/sub-1.0.0.tgz", sub);
    Chart chart = read(files);
    assertThat(chart.metadata().apiVersion()).isEqualTo("v1");
    assertThat(chart.metadata().dependencies()).extracting(Dependency::name).containsExactly("sub");
    assertThat(chart.dependencies()).extracting(Chart::name).containsExactly("sub");
    assertThat(chart.files()).extracting(ChartFile::name).contains("requirements.yaml");
  }

  @ParameterizedTest
  @CsvSource({
    "app/../../x, parent directory",
    "app//etc/passwd, absolute paths",
    "app/., base directory",
    "Chart.yaml, not in base directory",
    "app\\..\\..\\x, parent directory",
    "app/C:/x, illegally named",
  })
  void refusesEntriesThatLeadOut(String entry, String message) {
    byte[] archive = TestArchives.of(Map.of(entry, "x"));
    assertThatThrownBy(() -> reader.read(archive))
        .isInstanceOf(ChartException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "'name: ..\nversion: 1.0.0', is invalid",
    "'name: .\nversion: 1.0.0', is invalid",
    "'name: a/b\nversion: 1.0.0', is invalid",
    "'name: app', version is required",
    "'name: app\nversion: one', is invalid",
    "'version: 1.0.0', name is required",
    "'name: app\nversion: 1.0.0\ntype: other', must be application or library",
    "'name: app\nversion: 1.0.0\ndependencies: [{name: a},{name: b,alias: a}]', more than one",
    "'name: app\nversion: 1.0.0\ndependencies: [{name: a, alias: a/b}]', disallowed characters",
    "'name: app\nversion: 1.0.0\ndependencies: [null]', null nodes",
    "'name: app\nversion: 1.0.0\nkeywords: text', keywords must be a list",
    "'name: [', cannot load Chart.yaml",
  })
  void refusesBrokenMetadata(String chartYaml, String message) {
    byte[] archive = TestArchives.of(Map.of("app/Chart.yaml", chartYaml));
    assertThatThrownBy(() -> reader.read(archive))
        .isInstanceOf(ChartException.class)
        .hasMessageContaining(message);
  }

  @Test
  void boundsBytesEntriesAndRatio() {
    byte[] archive =
        TestArchives.of(Map.of("app/Chart.yaml", CHART, "app/big", "0".repeat(3_000_000)));
    assertRefused(archive, new ChartLimits(10, 9_000_000, 9_000_000, 10, 10_000, 4, 4), "10 bytes");
    assertRefused(
        archive,
        new ChartLimits(9_000_000, 1_000_000, 9_000_000, 10, 10_000, 4, 4),
        "maximum size");
    assertRefused(
        archive,
        new ChartLimits(9_000_000, 9_000_000, 1_000, 10, 10_000, 4, 4),
        "maximum file size");
    assertRefused(
        archive, new ChartLimits(9_000_000, 9_000_000, 9_000_000, 1, 10_000, 4, 4), "1 entries");
    assertRefused(
        archive,
        new ChartLimits(9_000_000, 9_000_000, 9_000_000, 10, 5, 4, 4),
        "5 times its packed size");
  }

  @Test
  void boundsNestingOfSubcharts() {
    byte[] inner = TestArchives.of(Map.of("app/Chart.yaml", CHART));
    for (int depth = 0; depth < 3; depth++) {
      var files = new LinkedHashMap<String, byte[]>();
      files.put("app/Chart.yaml", CHART.getBytes());
      files.put("app/charts/app.tgz", inner);
      inner = pack(files);
    }
    byte[] archive = inner;
    assertRefused(
        archive, new ChartLimits(1 << 20, 1 << 20, 1 << 20, 100, 1_000, 2, 4), "nested deeper");
  }

  @Property(tries = 50)
  void neverThrowsAnythingElse(@ForAll byte[] bytes) {
    try {
      reader.read(bytes);
    } catch (ChartException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  private static void assertRefused(byte[] archive, ChartLimits limits, String message) {
    assertThatThrownBy(() -> new ChartArchiveReader(limits).read(archive))
        .isInstanceOf(ChartException.class)
        .hasMessageContaining(message);
  }

  private Chart read(Map<String, byte[]> files) throws ChartException {
    var entries = new LinkedHashMap<String, byte[]>();
    files.forEach((name, content) -> entries.put("app/" + name, content));
    return reader.read(pack(entries));
  }

  private static byte[] pack(Map<String, byte[]> entries) {
    return TestArchives.ofBytes(entries);
  }
}

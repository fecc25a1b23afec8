package dev.millrace.helm.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.safety.FileTree;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChartFolderTest {
  private static final ChartLimits LIMITS = ChartLimits.defaults();
  private static final Map<String, String> SHOP =
      Map.of(
          "charts/shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
          "charts/shop/values.yaml", "a: 1\n# kept\n",
          "charts/shop/templates/x.yaml", "kind: ConfigMap\n",
          "charts/shop/.helmignore", "secret.txt\n",
          "charts/shop/secret.txt", "no");

  @Test
  void packsWhatHelmignoreLeavesAndReadsItBack() throws Exception {
    byte[] archive = shop().pack();
    Chart chart = new ChartArchiveReader(LIMITS).read(archive);
    assertThat(chart.name()).isEqualTo("shop");
    assertThat(chart.metadata().version()).isEqualTo("1.0.0");
    assertThat(chart.templates()).extracting(ChartFile::name).containsExactly("templates/x.yaml");
    ChartFolder again = ChartFolder.unpack(archive, LIMITS);
    assertThat(again.file("secret.txt")).isEmpty();
    assertThat(again.file("values.yaml").orElseThrow().text()).isEqualTo("a: 1\n# kept\n");
  }

  @Test
  void equalFoldersGiveEqualBytes() throws Exception {
    assertThat(shop().pack()).isEqualTo(shop().pack());
  }

  @Test
  void versionAndValuesCanBeReplaced() throws Exception {
    byte[] archive = shop().withVersion("1.0.0+abc").withValues(Map.of("b", 2L)).pack();
    Chart chart = new ChartArchiveReader(LIMITS).read(archive);
    assertThat(chart.metadata().version()).isEqualTo("1.0.0+abc");
    assertThat(chart.values()).containsOnlyKeys("b");
  }

  @Test
  void aFolderWithoutMetadataIsNoChart() throws Exception {
    ChartFolder folder = ChartFolder.read(tree(Map.of("a/b.txt", "x")), "a", LIMITS);
    assertThatThrownBy(folder::pack).isInstanceOf(ChartException.class);
  }

  private static ChartFolder shop() throws Exception {
    return ChartFolder.read(tree(SHOP), "charts/shop", LIMITS);
  }

  private static FileTree tree(Map<String, String> texts) throws Exception {
    Map<String, byte[]> files = new HashMap<>();
    texts.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return FileTree.inMemory(files);
  }
}

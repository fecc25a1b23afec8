package dev.millrace.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartArchiveReader;
import dev.millrace.helm.chart.ChartDirectoryReader;
import dev.millrace.helm.chart.ChartException;
import dev.millrace.helm.chart.ChartFile;
import dev.millrace.helm.chart.ChartLimits;
import dev.millrace.helm.chart.TestArchives;
import dev.millrace.safety.FileTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rows of SECURITY-CASES.md that concern the files of charts; each test is named by its row.
 */
class HostileFilesTest {
  private static final String CHART = "apiVersion: v2\nname: app\nversion: 1.0.0\n";

  /** What a hostile input may take: five seconds, however busy the machine is, are far more. */
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "http://127.0.0.1/values.yaml",
        "/etc/passwd",
        "../../secret.yaml",
        "files/../../secret.yaml",
        "%2e%2e/secret.yaml",
        "..\\\\secret.yaml"
      })
  void row13TemplatesReadNoFileOutsideTheChart(String path) throws Exception {
    String template =
        "[{{ .Files.Get \"%1$s\" }}{{ (.Files.Glob \"%1$s\").AsConfig }}]".formatted(path);
    assertThat(OneTemplate.render(template, Map.of("a.txt", "inside"))).isEqualTo("[{}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../other", "/etc", "a/../../other", "a\0b"})
  void row14ChartFoldersStayInsideTheirTree(String path) throws Exception {
    Path root = Files.createDirectories(folder.resolve("root"));
    write(folder.resolve("other/Chart.yaml"), CHART);
    assertRefused(
        () -> new ChartDirectoryReader(ChartLimits.defaults()).read(FileTree.onDisk(root), path));
  }

  @Test
  void row15LinksOutOfTheChartAreRefused() throws Exception {
    Path chart = folder.resolve("chart");
    write(chart.resolve("Chart.yaml"), CHART);
    write(folder.resolve("secret"), "token");
    Files.createSymbolicLink(chart.resolve("leak.txt"), folder.resolve("secret"));
    assertRefused(() -> onDisk(chart));
    Files.delete(chart.resolve("leak.txt"));
    Files.createSymbolicLink(chart.resolve("loop"), chart);
    assertRefused(() -> onDisk(chart));
    Files.delete(chart.resolve("loop"));
    Files.createSymbolicLink(chart.resolve("dangling"), folder.resolve("nothing"));
    assertRefused(() -> onDisk(chart));
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_CHR})
  void row15LinksInArchivesHaveNoContent(byte type) throws Exception {
    byte[] archive =
        archive(
            tar -> {
              file(tar, "app/Chart.yaml", CHART);
              var link = new TarArchiveEntry("app/leak.txt", type);
              link.setLinkName("/etc/passwd");
              tar.putArchiveEntry(link);
              tar.closeArchiveEntry();
            });
    assertThat(read(archive).files())
        .filteredOn(file -> file.name().equals("leak.txt"))
        .extracting(ChartFile::text)
        .allMatch(String::isEmpty);
  }

  @Test
  void row16RepositoriesOfDependenciesAreNeverRead() throws Exception {
    write(folder.resolve("other/Chart.yaml"), CHART.replace("app", "other"));
    Path chart = folder.resolve("chart");
    write(
        chart.resolve("Chart.yaml"),
        CHART + "dependencies: [{name: other, version: '*', repository: 'file://../other'}]\n");
    assertThat(onDisk(chart).dependencies()).isEmpty();
  }

  @Test
  void row18BombsInArchivesAreStopped() throws Exception {
    byte[] zeros = archive(tar -> filled(tar, "app/zeros", 40 << 20));
    assertThat(zeros).hasSizeLessThan(1 << 20);
    assertRefused(() -> read(zeros));
    assertRefused(() -> read(archive(tar -> file(tar, "app/charts/bomb.tgz", zeros))));
    assertRefused(
        () ->
            read(
                archive(
                    tar -> {
                      for (int i = 0; i < 30_000; i++) {
                        file(tar, "app/empty" + i, "");
                      }
                    })));
    assertRefused(() -> read(archive(tar -> file(tar, "app/" + "n".repeat(5_000), "x"))));
  }

  @Test
  void row18AFileThatClaimsToBeHugeIsRefused() throws Exception {
    byte[] archive =
        archive(
            tar -> {
              file(tar, "app/Chart.yaml", CHART);
              filled(tar, "app/big", 6 << 20);
            });
    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(ChartException.class)
        .hasMessageContaining("maximum");
  }

  @Test
  void row19AnEndlessArchiveIsReadToItsLimitOnly() {
    var endless = new EndlessStream();
    assertTimeoutPreemptively(
        SOON,
        () -> assertRefused(() -> new ChartArchiveReader(ChartLimits.defaults()).read(endless)));
    assertThat(endless.bytes).isLessThan(ChartLimits.defaults().archiveBytes() + (1 << 20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "../x", "a/b", "/etc", "a\\b", ""})
  void row60NamesThatArePathsAreRefused(String name) throws IOException {
    byte[] archive =
        TestArchives.of(Map.of("app/Chart.yaml", CHART.replace("app", "'" + name + "'")));
    assertRefused(() -> read(archive));
  }

  @Test
  void row60ALockFileThatIsALinkIsNotFollowed() throws Exception {
    Path chart = folder.resolve("chart");
    write(chart.resolve("Chart.yaml"), CHART);
    write(folder.resolve("secret"), "token");
    Files.createSymbolicLink(chart.resolve("Chart.lock"), folder.resolve("secret"));
    assertRefused(() -> onDisk(chart));
    assertThat(Files.readString(folder.resolve("secret"))).isEqualTo("token");
  }

  private static void assertRefused(ThrowingCallable attempt) {
    assertThatThrownBy(attempt).isInstanceOf(ChartException.class).message().isNotBlank();
  }

  private static Chart onDisk(Path chart) throws IOException, ChartException {
    return new ChartDirectoryReader(ChartLimits.defaults()).read(FileTree.onDisk(chart), "");
  }

  private static Chart read(byte[] archive) throws ChartException {
    return new ChartArchiveReader(ChartLimits.defaults()).read(archive);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private interface Packing {
    void pack(TarArchiveOutputStream tar) throws IOException;
  }

  private static byte[] archive(Packing packing) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      packing.pack(tar);
    }
    return bytes.toByteArray();
  }

  private static void file(TarArchiveOutputStream tar, String name, String text)
      throws IOException {
    file(tar, name, text.getBytes(UTF_8));
  }

  private static void file(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    var entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static void filled(TarArchiveOutputStream tar, String name, int size) throws IOException {
    file(tar, name, new byte[size]);
  }

  /** A gzip header, and then bytes for as long as somebody reads. */
  private static final class EndlessStream extends InputStream {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0};

    private long bytes;

    @Override
    public int read() {
      long at = bytes++;
      // Stored blocks of 0 bytes: they unpack to nothing, without an end.
      int[] block = {0, 0, 0, 0xff, 0xff};
      return at < HEADER.length ? HEADER[(int) at] & 0xff : block[(int) ((at - 10) % 5)];
    }
  }
}

package dev.millrace.artifact.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.safety.LimitExceeded;
import dev.millrace.safety.UnsafePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackerTest {
  private static final UnpackLimits SMALL = new UnpackLimits(1 << 20, 1 << 16, 100, 200, 5);

  @TempDir Path folder;

  private final HostileTar tar = new HostileTar();
  private final Unpacker unpacker = new Unpacker(SMALL);

  @Test
  void unpacksFilesAndFoldersToDisk() throws IOException {
    tar.entry(".", '5', "").entry("a/b/app.yaml", '0', "a: 1").entry("empty/", '5', "");
    tar.executable("run.sh", "#!/bin/sh");

    unpacker.intoFolder(tar.packed(), folder);

    assertThat(folder.resolve("a/b/app.yaml")).hasContent("a: 1");
    assertThat(folder.resolve("empty")).isDirectory();
    assertThat(folder.resolve("run.sh")).isExecutable();
    assertThat(Files.isExecutable(folder.resolve("a/b/app.yaml"))).isFalse();
  }

  @Test
  void unpacksIntoMemory() throws IOException {
    tar.entry("a/b.yaml", '0', "a: 1");

    var tree = unpacker.intoMemory(tar.packed());

    assertThat(tree.read("a/b.yaml", 100)).asString().isEqualTo("a: 1");
  }

  @Test
  void keepsTheContentOfATreeInAFolder() throws IOException {
    tar.entry("a/b.yaml", '0', "a: 1").entry("empty/", '5', "").executable("run.sh", "#!/bin/sh");

    var tree = unpacker.intoTree(tar.packed(), folder);

    assertThat(tree.entries())
        .extracting(ArchiveEntry::path)
        .containsExactly("a", "a/b.yaml", "empty", "run.sh");
    assertThat(tree.entries())
        .extracting(ArchiveEntry::kind)
        .endsWith(ArchiveEntry.Kind.EXECUTABLE);
    try (var files = Files.list(folder)) {
      assertThat(files)
          .hasSize(2)
          .allMatch(file -> file.getFileName().toString().matches("entry\\d+"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b|a", "a|a/b", "a/|a"})
  void refusesAFileThatIsAFolderToo(String names) throws IOException {
    for (var name : names.split("\\|")) {
      tar.entry(name, name.endsWith("/") ? '5' : '0', "");
    }

    assertThatThrownBy(() -> unpacker.intoTree(tar.packed()))
        .isInstanceOf(MalformedArchive.class)
        .hasMessageContaining("'a'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x", "a/../../x", "/etc/x", "a/../x", "..\\x", "a\\..\\..\\x", "..", "./../x"})
  void row15RefusesNamesThatLeadOut(String name) throws IOException {
    tar.entry(name, '0', "evil");

    assertThatThrownBy(() -> unpacker.intoFolder(tar.packed(), folder))
        .isInstanceOf(UnsafePath.class);
    assertThatThrownBy(() -> unpacker.intoMemory(tar.packed())).isInstanceOf(UnsafePath.class);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '2', '3', '4', '6'})
  void row15LeavesOutLinksAndSpecialFiles(char type) throws IOException {
    tar.link("link", type, "/etc/passwd")
        .entry("link/inside", '0', "x")
        .entry("app.yaml", '0', "a");

    unpacker.intoFolder(tar.packed(), folder);

    assertThat(Files.isSymbolicLink(folder.resolve("link"))).isFalse();
    assertThat(folder.resolve("link/inside")).hasContent("x");
    assertThat(folder.resolve("app.yaml")).hasContent("a");
  }

  @Test
  void row15DoesNotFollowALinkThatWasThereBefore() throws IOException {
    var outside = Files.createTempDirectory("outside");
    Files.createSymbolicLink(folder.resolve("out"), outside);
    tar.entry("out/x", '0', "evil");

    assertThatThrownBy(() -> unpacker.intoFolder(tar.packed(), folder))
        .isInstanceOf(UnsafePath.class);
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void row18StopsAtTooManyEntries() throws IOException {
    for (int i = 0; i < 101; i++) {
      tar.entry("f" + i, '0', "");
    }

    assertThatThrownBy(() -> unpacker.intoMemory(tar.packed()))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("100 entries");
  }

  @Test
  void row18StopsAtALargeFile() throws IOException {
    tar.entry("big", '0', "x".repeat((1 << 16) + 1));

    assertThatThrownBy(() -> unpacker.intoMemory(tar.packed()))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("'big'");
  }

  @Test
  void row18StopsAtTooManyBytes() throws IOException {
    for (int i = 0; i < 20; i++) {
      tar.entry("f" + i, '0', "x".repeat(60_000));
    }

    assertThatThrownBy(() -> unpacker.intoMemory(tar.packed())).isInstanceOf(LimitExceeded.class);
  }

  @Test
  void row18StopsAtABombOfZeros() {
    var generous = new Unpacker(new UnpackLimits(Long.MAX_VALUE, Long.MAX_VALUE, 100, 200, 5));

    assertThatThrownBy(() -> generous.intoFolder(HostileTar.bomb(200 << 20), folder))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("times its packed size");
  }

  @Test
  void row18StopsAtALongNameOfEndlessLength() throws IOException {
    tar.entry("././@LongLink", 'L', "x".repeat(2 << 20)).entry("a", '0', "");
    var generous = new Unpacker(UnpackLimits.forArtifacts());

    assertThatThrownBy(() -> generous.intoMemory(tar.packed()))
        .isInstanceOf(MalformedArchive.class)
        .hasMessageContaining("longer than the limit");
  }

  @Test
  void row18StopsAtDeepFolders() throws IOException {
    tar.entry("a/a/a/a/a/a", '0', "");

    assertThatThrownBy(() -> unpacker.intoMemory(tar.packed())).isInstanceOf(LimitExceeded.class);
  }

  @Test
  void row18RefusesSparseFiles() throws IOException {
    tar.entry("pax", 'x', HostileTar.paxRecord("GNU.sparse.major", "1")).entry("a", '0', "");

    assertThatThrownBy(() -> unpacker.intoMemory(tar.packed()))
        .isInstanceOf(MalformedArchive.class)
        .hasMessageContaining("sparse");
  }

  @Test
  void readsGnuLongNamesAndPaxNames() throws IOException {
    var name = "long-".repeat(40);
    tar.entry("././@LongLink", 'L', name + "\0").entry("short", '0', "gnu");
    tar.entry("pax", 'x', HostileTar.paxRecord("path", "päx")).entry("short", '0', "pax");

    var tree = unpacker.intoMemory(tar.packed());

    assertThat(tree.read(name, 10)).asString().isEqualTo("gnu");
    assertThat(tree.read("päx", 10)).asString().isEqualTo("pax");
  }

  @Test
  void refusesWhatIsNoArchive() {
    assertThatThrownBy(
            () -> unpacker.intoMemory(stream("not gzip".getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(MalformedArchive.class)
        .hasMessage("the archive can't be used: it is not in gzip format");
  }

  @Test
  void anArchiveCutAnywhereIsAnError() throws IOException {
    tar.entry("a", '0', "x".repeat(700)).entry("b", '0', "y".repeat(100));
    var whole = tar.packed().readAllBytes();

    for (int length = 0; length < whole.length; length++) {
      var cut = stream(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> unpacker.intoMemory(cut)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void damagedArchivesNeverFailWithAnythingButAnIoException() throws IOException {
    tar.entry("pax", 'x', HostileTar.paxRecord("path", "p")).entry("a/b", '0', "text");
    var plain = tar.plain();
    var random = new Random(7);
    for (int round = 0; round < 3000; round++) {
      var damaged = plain.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      HostileTar.repairChecksums(damaged);
      try {
        unpacker.intoMemory(HostileTar.pack(damaged));
      } catch (IOException e) {
        assertThat(e).hasMessageMatching("(?s).+");
      }
    }
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }
}

package dev.millrace.artifact.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.artifact.archive.ArchiveEntry.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarGzTest {
  private static final String LONG_PATH = "folder/".repeat(40) + "name.yaml";

  @TempDir Path folder;

  @Test
  void givesEqualBytesForEqualTrees() throws IOException {
    var first = archive(ArchiveTree.builder().add(file("b", "2")).add(file("a", "1")).build());
    var second = archive(ArchiveTree.builder().add(file("a", "1")).add(file("b", "2")).build());

    assertThat(first).isEqualTo(second);
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    var tree =
        ArchiveTree.builder()
            .add(file("plain.yaml", "a: 1"))
            .add(file("ünï/cödé.yaml", "ä"))
            .add(file(LONG_PATH, "deep"))
            .add(new ArchiveEntry("run.sh", ArchiveEntry.Kind.EXECUTABLE, content("#!/bin/sh")))
            .add(file("empty", ""))
            .add(file("block", "x".repeat(512)))
            .build();

    var read = new Unpacker(UnpackLimits.forArtifacts()).intoTree(input(archive(tree)));

    assertThat(read.entries())
        .extracting(ArchiveEntry::path, ArchiveEntry::kind)
        .isEqualTo(
            tree.entries().stream()
                .map(entry -> org.assertj.core.groups.Tuple.tuple(entry.path(), entry.kind()))
                .toList());
    assertThat(archive(read)).isEqualTo(archive(tree));
  }

  @Test
  void isReadByTheSystemsTar() throws Exception {
    var tar = Path.of("/bin/tar");
    assumeTrue(Files.isExecutable(tar), "skipped: this machine has no /bin/tar");
    var tree =
        ArchiveTree.builder()
            .add(file(LONG_PATH, "deep"))
            .add(new ArchiveEntry("run.sh", ArchiveEntry.Kind.EXECUTABLE, content("#!/bin/sh")))
            .add(file("a/plain.yaml", "a: 1"))
            .build();
    var packed = Files.write(folder.resolve("x.tar.gz"), archive(tree));

    var listing = run(tar.toString(), "--numeric-owner", "-tvzf", packed.toString());

    assertThat(listing).hasSize(1 + tree.size());
    assertThat(listing.getFirst())
        .startsWith("drwxr-x--- 0/0")
        .contains("1970-01-01")
        .endsWith(" .");
    assertThat(listing).anyMatch(l -> l.startsWith("-rw-------") && l.endsWith("a/plain.yaml"));
    assertThat(listing).anyMatch(l -> l.startsWith("-rwx------") && l.endsWith("run.sh"));
    assertThat(listing).anyMatch(l -> l.endsWith(LONG_PATH));
  }

  @Test
  void noticesContentThatChangedMeanwhile() {
    var shorter =
        new ArchiveEntry("a", ArchiveEntry.Kind.FILE, () -> new Content(5, input(new byte[3])));
    var longer =
        new ArchiveEntry("a", ArchiveEntry.Kind.FILE, () -> new Content(5, input(new byte[7])));

    assertThatThrownBy(() -> archive(ArchiveTree.builder().add(shorter).build()))
        .hasMessage("file 'a' became shorter while it was archived");
    assertThatThrownBy(() -> archive(ArchiveTree.builder().add(longer).build()))
        .hasMessage("file 'a' became longer while it was archived");
  }

  private static List<String> run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  static byte[] archive(ArchiveTree tree) throws IOException {
    var out = new ByteArrayOutputStream();
    TarGz.write(tree, out);
    return out.toByteArray();
  }

  static ArchiveEntry file(String path, String text) {
    return ArchiveEntry.file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  static ByteArrayInputStream input(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static ArchiveEntry.ContentSource content(String text) {
    return file("any", text).content();
  }
}

package dev.millrace.artifact.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.safety.FileTree;
import dev.millrace.safety.LimitExceeded;
import dev.millrace.safety.UnsafePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

class ArchiveFileTreeTest {
  private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

  private final FileTree tree =
      new ArchiveFileTree(
          ArchiveTree.builder()
              .add(ArchiveEntry.file("b/two.yaml", TEXT))
              .add(ArchiveEntry.file("one.yaml", TEXT))
              .add(ArchiveEntry.file("b/three/3.yaml", TEXT))
              .build());

  @Test
  void showsFilesAndFolders() throws IOException {
    assertThat(tree.kind("one.yaml")).isEqualTo(FileTree.Kind.FILE);
    assertThat(tree.kind("")).isEqualTo(FileTree.Kind.DIRECTORY);
    assertThat(tree.kind("b/../b")).isEqualTo(FileTree.Kind.DIRECTORY);
    assertThat(tree.kind("b/three.yaml")).isEqualTo(FileTree.Kind.ABSENT);
    assertThat(tree.realPath("b/./two.yaml")).isEqualTo("b/two.yaml");
    assertThat(tree.list("", 10)).containsExactly("b", "one.yaml");
    assertThat(tree.list("b", 10)).containsExactly("three", "two.yaml");
    assertThat(tree.read("b/two.yaml", 4)).isEqualTo(TEXT);
  }

  @Test
  void keepsToItsBounds() {
    assertThatThrownBy(() -> tree.read("one.yaml", 3)).isInstanceOf(LimitExceeded.class);
    assertThatThrownBy(() -> tree.list("b", 1)).isInstanceOf(LimitExceeded.class);
    assertThatThrownBy(() -> tree.kind("../b")).isInstanceOf(UnsafePath.class);
    assertThatThrownBy(() -> tree.read("none", 3)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> tree.list("one.yaml", 3)).isInstanceOf(NotDirectoryException.class);
  }
}

package dev.millrace.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainedPathTest {
  @TempDir Path outside;

  private ContainedPath root() throws IOException {
    Path folder = Files.createDirectories(outside.resolve("root"));
    Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(folder.resolve("a/b/file"), "inside");
    Files.writeString(outside.resolve("secret"), "outside");
    return ContainedPath.root(folder);
  }

  @Test
  void resolvesFilesInside() throws IOException {
    ContainedPath file = root().resolve("./a//b/../b/file");
    assertThat(file.relative()).isEqualTo("a/b/file");
    assertThat(file.path()).hasContent("inside");
  }

  @Test
  void resolvesUpwardsInsideTheRoot() throws IOException {
    assertThat(root().resolve("a/b").resolve("../../a").relative()).isEqualTo("a");
  }

  @Test
  void resolvesWhatDoesNotExistYet() throws IOException {
    assertThat(root().resolve("new/deep/file").relative()).isEqualTo("new/deep/file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..", "../secret", "a/../../secret", "a/../../root/a", "/etc/passwd", "\0"})
  void refusesPathsThatLeave(String path) throws IOException {
    ContainedPath root = root();
    assertThatThrownBy(() -> root.resolve(path)).isInstanceOf(UnsafePath.class);
  }

  @Test
  void takesEncodedAndUnicodeDotsAsPlainNames() throws IOException {
    assertThat(root().resolve("%2e%2e/x").relative()).isEqualTo("%2e%2e/x");
    assertThat(root().resolve("\u2024\u2024/x").relative()).isEqualTo("\u2024\u2024/x");
  }

  @Test
  void refusesLinkThatLeadsOut() throws IOException {
    ContainedPath root = root();
    Files.createSymbolicLink(root.path().resolve("link"), outside.resolve("secret"));
    Files.createSymbolicLink(root.path().resolve("dir"), outside);
    assertThatThrownBy(() -> root.resolve("link")).isInstanceOf(UnsafePath.class);
    assertThatThrownBy(() -> root.resolve("dir/new")).isInstanceOf(UnsafePath.class);
  }

  @Test
  void followsLinkThatStaysInside() throws IOException {
    ContainedPath root = root();
    Files.createSymbolicLink(root.path().resolve("link"), Path.of("a/b"));
    assertThat(root.resolve("link/file").relative()).isEqualTo("a/b/file");
  }

  @Test
  void refusesDanglingAndLoopingLinks() throws IOException {
    ContainedPath root = root();
    Files.createSymbolicLink(root.path().resolve("gone"), Path.of("nothing"));
    Files.createSymbolicLink(root.path().resolve("loop"), Path.of("loop"));
    assertThatThrownBy(() -> root.resolve("gone")).isInstanceOf(UnsafePath.class);
    assertThatThrownBy(() -> root.resolve("gone/x")).isInstanceOf(UnsafePath.class);
    assertThatThrownBy(() -> root.resolve("loop")).isInstanceOf(UnsafePath.class);
  }

  @Test
  void neverShowsControlCharactersInMessages() throws IOException {
    ContainedPath root = root();
    assertThatThrownBy(() -> root.resolve("/a\n\u001b[31m")).hasMessageContaining("/a??[31m");
  }
}

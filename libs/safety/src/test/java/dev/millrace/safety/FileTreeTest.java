package dev.millrace.safety;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileTreeTest {
  @TempDir static Path folder;

  static Stream<FileTree> trees() throws IOException {
    Files.createDirectories(folder.resolve("dir"));
    Files.writeString(folder.resolve("dir/b"), "bb");
    Files.writeString(folder.resolve("dir/a"), "a");
    return Stream.of(
        FileTree.onDisk(folder),
        FileTree.inMemory(Map.of("dir/b", "bb".getBytes(UTF_8), "./dir/a", "a".getBytes(UTF_8))));
  }

  @ParameterizedTest
  @MethodSource("trees")
  void readsAndLists(FileTree tree) throws IOException {
    assertThat(tree.read("dir/b", 2)).asString(UTF_8).isEqualTo("bb");
    assertThat(tree.list("dir", 2)).containsExactly("a", "b");
    assertThat(tree.list("", 1)).containsExactly("dir");
    assertThat(tree.isDirectory("dir")).isTrue();
    assertThat(tree.isFile("dir/a")).isTrue();
    assertThat(tree.kind("nothing")).isEqualTo(FileTree.Kind.ABSENT);
    assertThat(tree.realPath("dir/./a")).isEqualTo("dir/a");
  }

  @ParameterizedTest
  @MethodSource("trees")
  void refusesMoreThanTheBound(FileTree tree) {
    assertThatThrownBy(() -> tree.read("dir/b", 1))
        .isInstanceOf(LimitExceeded.class)
        .hasMessage("file dir/b is larger than the limit of 1 bytes");
    assertThatThrownBy(() -> tree.list("dir", 1)).isInstanceOf(LimitExceeded.class);
  }

  @ParameterizedTest
  @MethodSource("trees")
  void namesWhatIsMissing(FileTree tree) {
    assertThatThrownBy(() -> tree.read("nothing", 1)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> tree.read("dir", 1)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> tree.list("dir/a", 1)).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> tree.read("../x", 1)).isInstanceOf(UnsafePath.class);
  }

  @ParameterizedTest
  @MethodSource("trees")
  void recordsEverythingLookedAt(FileTree tree) throws IOException {
    var recorded = new RecordedFileTree(tree);
    assertThat(recorded.kind("kustomization.yaml")).isEqualTo(FileTree.Kind.ABSENT);
    assertThat(recorded.isFile("dir/a")).isTrue();
    assertThat(recorded.read("dir/a", 10)).hasSize(1);
    assertThat(recorded.list("dir", 10)).hasSize(2);
    assertThat(recorded.inputs().values())
        .containsExactly(
            new RecordedFileTree.Input(
                "dir",
                FileTree.Kind.DIRECTORY,
                "sha256:59b271ae1bbcb1d31d41929817f4b16fb439eb4f31520b5ad1d5ce98920a7138"),
            new RecordedFileTree.Input(
                "dir/a",
                FileTree.Kind.FILE,
                "sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"),
            new RecordedFileTree.Input("kustomization.yaml", FileTree.Kind.ABSENT, ""));
  }

  @ParameterizedTest
  @MethodSource("trees")
  void tellsWhetherWhatWasLookedAtIsTheSameInAnotherTree(FileTree tree) throws IOException {
    var recorded = new RecordedFileTree(tree);
    recorded.kind("kustomization.yaml");
    recorded.read("dir/a", 10);
    recorded.list("dir", 10);
    var inputs = List.copyOf(recorded.inputs().values());
    var folder = inputs.get(0);
    var file = inputs.get(1);
    var absent = inputs.get(2);

    assertThat(inputs).allMatch(input -> isIn(tree, input));
    assertThat(isIn(memory(Map.of("dir/a", "a", "dir/b", "")), file)).isTrue();
    assertThat(isIn(memory(Map.of("dir/a", "other", "dir/b", "")), file)).isFalse();
    assertThat(isIn(memory(Map.of("dir/a", "a")), folder)).isFalse();
    assertThat(isIn(memory(Map.of("dir", "a file")), folder)).isFalse();
    assertThat(isIn(memory(Map.of("kustomization.yaml", "")), absent)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("trees")
  void digestsFilesWithinTheBound(FileTree tree) throws IOException {
    String digest = tree.digest("dir/a", 1);
    assertThat(digest).startsWith("sha256:ca978112").isEqualTo(tree.digest("./dir/a", 1));
    assertThat(tree.digest("dir/b", 2)).isNotEqualTo(digest);
    assertThatThrownBy(() -> tree.digest("dir/b", 1)).isInstanceOf(LimitExceeded.class);
  }

  private static boolean isIn(FileTree tree, RecordedFileTree.Input input) {
    try {
      return input.isIn(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTree memory(Map<String, String> files) throws IOException {
    Map<String, byte[]> contents = new HashMap<>();
    files.forEach((path, text) -> contents.put(path, text.getBytes(UTF_8)));
    return FileTree.inMemory(contents);
  }
}

package dev.millrace.controller.source.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
  @TempDir private Path parent;

  @Test
  void row5IsPrivateAndHasANameThatNobodyGuesses() throws IOException {
    try (ScratchFolder one = ScratchFolder.in(parent);
        ScratchFolder other = ScratchFolder.in(parent)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one.path())))
          .isEqualTo("rwx------");
      assertThat(one.path()).isNotEqualTo(other.path());
      assertThat(one.path().getFileName().toString()).matches("run\\d{6,}");
    }
  }

  @Test
  void leavesNothingBehind() throws IOException {
    try (ScratchFolder folder = ScratchFolder.in(parent)) {
      Files.writeString(Files.createDirectory(folder.path().resolve("deep")).resolve("a"), "a");
    }
    assertThat(parent).isEmptyDirectory();
  }
}

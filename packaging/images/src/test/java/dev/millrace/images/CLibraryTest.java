package dev.millrace.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CLibraryTest {
  @TempDir Path folder;

  @Test
  void takesTheLoaderTheLibraryAndWhatTheyRead() throws Exception {
    file("lib64/ld-linux-x86-64.so.2");
    file("lib/x86_64-linux-gnu/libc.so.6");
    file("lib/x86_64-linux-gnu/libm.so.6");
    file("lib/x86_64-linux-gnu/libcurl.so.4");
    file("lib64/libc.so.6");
    Files.writeString(file("etc/os-release"), "ID=tiny\nPRETTY_NAME=\"Tiny Linux 7\"\n");

    CLibrary library = new CLibrary(folder);

    assertThat(paths(library.layer()))
        .containsExactly(
            "/lib64/ld-linux-x86-64.so.2",
            "/lib/x86_64-linux-gnu/libc.so.6",
            "/lib/x86_64-linux-gnu/libm.so.6",
            "/etc/passwd",
            "/etc/group",
            "/etc/nsswitch.conf");
    assertThat(new BaseImage.OfThisMachine(library).label()).isEqualTo("glibc of Tiny Linux 7");
  }

  @Test
  void saysWhatToDoWhereThereIsNone() {
    assertThatThrownBy(() -> new CLibrary(folder).layer())
        .hasMessageContaining("no glibc")
        .hasMessageContaining("BASE=");
  }

  /** An image that has nothing else is enough to run Java in. */
  @Test
  void isAllThatJavaNeeds() throws Exception {
    Path image = Files.createDirectories(folder.resolve("image"));
    assumeTrue(canChangeRoot(image), "this user may not change the root of a process");
    Path java = folder.resolve("java");
    assertThat(
            ToolProvider.findFirst("jlink")
                .orElseThrow()
                .run(
                    System.out,
                    System.err,
                    "--add-modules=java.base,java.desktop",
                    "--output=" + java))
        .isZero();
    unpack(CLibrary.ofThisMachine().layer(), image);
    unpack(Layers.ofFolder("java", java, "/opt/java", _ -> true), image);

    Process process =
        inRoot(image, "/opt/java/bin/java", "-XX:+UseSerialGC", "-Xmx64m", "--version").start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains(System.getProperty("java.runtime.version"));
  }

  private static boolean canChangeRoot(Path image) throws InterruptedException {
    try {
      // Where a change of the root is allowed, a program that is not there ends with this code.
      return inRoot(image, "/none").start().waitFor() == 127;
    } catch (IOException _) {
      return false;
    }
  }

  /** A process that sees the image as the whole system, with the usual /proc in it. */
  private static ProcessBuilder inRoot(Path image, String... command) throws IOException {
    Files.createDirectories(image.resolve("proc"));
    ProcessBuilder builder =
        new ProcessBuilder(
            "unshare",
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            "mount --rbind /proc \"$0/proc\" && exec chroot \"$@\"",
            image.toString(),
            image.toString());
    builder.command().addAll(List.of(command));
    return builder.redirectErrorStream(true);
  }

  private static void unpack(FileEntriesLayer layer, Path image) throws IOException {
    for (FileEntry entry : layer.getEntries()) {
      Path to = image.resolve(entry.getExtractionPath().toString().substring(1));
      Files.createDirectories(Objects.requireNonNull(to.getParent()));
      Files.copy(entry.getSourceFile(), to);
      boolean mayRun = (entry.getPermissions().getPermissionBits() & 0100) != 0;
      assertThat(to.toFile().setExecutable(mayRun)).isTrue();
    }
  }

  private static List<String> paths(FileEntriesLayer layer) {
    return layer.getEntries().stream().map(entry -> entry.getExtractionPath().toString()).toList();
  }

  private Path file(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return Files.exists(file) ? file : Files.createFile(file);
  }
}

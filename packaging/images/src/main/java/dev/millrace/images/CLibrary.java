package dev.millrace.images;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The C library of the machine that builds, and the few files of {@code /etc} that it reads: all
 * that Java and our executables need of a system. There is no shell and no package manager.
 *
 * @param root where the system is; {@code /} but in tests
 */
record CLibrary(Path root) {
  private static final List<String> FOLDERS =
      List.of(
          "lib/x86_64-linux-gnu", "lib/aarch64-linux-gnu", "lib64", "usr/lib64", "lib", "usr/lib");
  private static final List<String> LOADERS =
      List.of("lib64/ld-linux-x86-64.so.2", "lib/ld-linux-aarch64.so.1");
  private static final String LIBRARY = "libc.so.6";

  /** The parts of the library; which exist depends on its version. */
  private static final List<String> PARTS =
      List.of(
          LIBRARY,
          "libm.so.6",
          "libdl.so.2",
          "libpthread.so.0",
          "librt.so.1",
          "libresolv.so.2",
          "libnss_dns.so.2",
          "libnss_files.so.2");

  private static final List<String> SETTINGS = List.of("passwd", "group", "nsswitch.conf");

  /** That of this machine. */
  static CLibrary ofThisMachine() {
    return new CLibrary(Path.of("/"));
  }

  /**
   * Loader, library and settings, where the loader looks for them.
   *
   * @throws IllegalStateException if there is no glibc here
   */
  FileEntriesLayer layer() throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("libc");
    Path loader = found(LOADERS.stream().map(root::resolve).filter(Files::exists).findFirst());
    Layers.add(layer, loader.toRealPath(), destination(loader));
    Path folder =
        found(
            FOLDERS.stream()
                .map(root::resolve)
                .filter(each -> Files.exists(each.resolve(LIBRARY)))
                .findFirst());
    for (String part : PARTS) {
      Path file = folder.resolve(part);
      if (Files.exists(file)) {
        Layers.add(layer, file.toRealPath(), destination(file));
      }
    }
    for (String each : SETTINGS) {
      Layers.add(layer, setting(each), "/etc/" + each);
    }
    return layer.build();
  }

  /** The system that it is of, with its version. */
  String system() {
    Path release = root.resolve("etc/os-release");
    try {
      return Files.readAllLines(release).stream()
          .filter(line -> line.startsWith("PRETTY_NAME="))
          .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
          .findFirst()
          .orElse("Linux");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String destination(Path file) {
    return "/" + root.relativize(file);
  }

  private static Path found(Optional<Path> file) {
    return file.orElseThrow(
        () ->
            new IllegalStateException(
                "This machine has no glibc to put into images: name a base that has one, such as"
                    + " BASE=gcr.io/distroless/java-base-debian12:nonroot."));
  }

  private static Path setting(String name) {
    URL resource = Objects.requireNonNull(CLibrary.class.getResource("etc/" + name), name);
    try {
      return Path.of(resource.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

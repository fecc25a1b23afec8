package dev.millrace.nativeimage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a library.
 *
 * @param files paths with slashes, in order
 */
record Library(List<String> files) {

  /** The jar or folder from which a class comes. */
  static Library of(Class<?> member) {
    try {
      URL location = member.getProtectionDomain().getCodeSource().getLocation();
      Path path = Path.of(location.toURI());
      if (Files.isDirectory(path)) {
        return new Library(list(path));
      }
      try (FileSystem jar = FileSystems.newFileSystem(path)) {
        return new Library(list(jar.getPath("/")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its classes that can be loaded with what is on the class path; none is initialised. */
  Stream<Class<?>> classes() {
    return files.stream()
        .filter(file -> file.endsWith(".class") && !file.startsWith("META-INF/"))
        .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
        .flatMap(Library::load);
  }

  /** Its files that declare services. */
  Stream<String> services() {
    return files.stream().filter(file -> file.startsWith("META-INF/services/"));
  }

  /** The classes that a file of services names. */
  static Stream<String> providers(String file) {
    try (InputStream in = Library.class.getClassLoader().getResourceAsStream(file)) {
      return in == null
          ? Stream.empty()
          : new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Class<?>> load(String name) {
    try {
      return Stream.of(Class.forName(name, false, Library.class.getClassLoader()));
    } catch (ClassNotFoundException | LinkageError _) {
      return Stream.empty();
    }
  }

  private static List<String> list(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }
}

package dev.millrace.e2e.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Caches of a very small program on the Java that runs the tests. */
class AotCacheTest {
  private static final List<String> FLAGS = List.of("-XX:+UseSerialGC");

  @TempDir Path folder;
  private Path jar;
  private Path java;

  @BeforeEach
  void makeAProgram() throws IOException {
    jar = program("Hello", folder.resolve("app/hello.jar"));
    java = javaAsALink();
  }

  @Test
  void startsTheProgramFromWhatAnEarlierRunLeft() throws Exception {
    AotCache cache = cache(FLAGS);
    cache.age();
    assertThat(cache.fits()).isFalse();

    run(cache.recorded());
    cache.create();

    assertThat(cache.fits()).isTrue();
    // With this mode Java refuses to start when it can't use the cache.
    assertThat(
            run(
                List.of(
                    java.resolve("bin/java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:AOTMode=on",
                    "-XX:AOTCache=" + cache.file(),
                    "-jar",
                    jar.toString())))
        .contains("hello");
    assertThat(folder.resolve("caches")).isDirectoryNotContaining("glob:**.conf");
  }

  @Test
  void fitsOnlyTheFilesAndFlagsThatItWasMadeOf() throws Exception {
    AotCache cache = cache(FLAGS);
    run(cache.recorded());
    cache.create();

    assertThat(cache(List.of("-XX:+UseParallelGC")).fits()).isFalse();
    program("Other", jar);
    assertThat(cache.fits()).isFalse();
  }

  private AotCache cache(List<String> flags) throws IOException {
    return new AotCache(
        jar, java, flags, Files.createDirectories(folder.resolve("caches")).resolve("hello.aot"));
  }

  /** A folder in which only the program is: the files of a whole Java need not be read. */
  private Path javaAsALink() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("java/bin"));
    Path program = Path.of(System.getProperty("java.home"), "bin", "java").toRealPath();
    Files.createSymbolicLink(bin.resolve("java"), program);
    return folder.resolve("java");
  }

  private Path program(String name, Path file) throws IOException {
    Path source = folder.resolve(name + ".java");
    Files.writeString(
        source,
        "public class %s { public static void main(String[] a) { System.out.println(\"hello\"); } }"
            .formatted(name));
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()))
        .isZero();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      entries.putNextEntry(new JarEntry(name + ".class"));
      entries.write(Files.readAllBytes(folder.resolve(name + ".class")));
    }
    return file;
  }

  private static String run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}

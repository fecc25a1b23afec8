package dev.millrace.architecture.imageheap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The builds of native images initialise our classes and keep what their static fields hold. A Java
 * process does the same here, without the builds: nothing of it belongs to the machine, and nothing
 * touches what the builds are told to initialise when the program starts.
 */
class ImageHeapTest {
  private static final Path ROOT = Path.of("../..");
  private static final Pattern INITIALISED = Pattern.compile("Initializing '([^']+)'");

  @TempDir Path folder;

  @Test
  void staticsOfOurClassesCanBePartOfAnImage() throws IOException, InterruptedException {
    List<String> classes = ownClasses();
    assertThat(classes).hasSizeGreaterThan(1000);

    assertThat(problems(classes)).isEmpty();
  }

  @Test
  void findsWhatCannot() throws IOException, InterruptedException {
    assertThat(problems(List.of(Refused.class.getName())))
        .anyMatch(each -> each.endsWith("Refused.RANDOM.e0 leads to a java.security.SecureRandom"))
        .anyMatch(
            each -> each.endsWith("Refused.THREADS leads to a java.util.concurrent.ForkJoinPool"))
        .anyMatch(each -> each.contains("Refused.OF_A_LIBRARY leads to a dev.cel."))
        .anyMatch(each -> each.contains("Refused.OF_THE_JDK leads to a jdk.internal.net.http."))
        .contains("initialised too early: dev.cel.common.types.SimpleType");
  }

  private List<String> problems(List<String> classes) throws IOException, InterruptedException {
    Path initialised = folder.resolve("initialised");
    List<String> problems = new ArrayList<>(run(classes, initialised));
    RunTimeClasses late = RunTimeClasses.ofControllers();
    INITIALISED
        .matcher(Files.readString(initialised))
        .results()
        .map(result -> result.group(1).replace('/', '.'))
        .filter(late::has)
        .forEach(each -> problems.add("initialised too early: " + each));
    return problems;
  }

  private List<String> run(List<String> classes, Path initialised)
      throws IOException, InterruptedException {
    Path names = Files.write(folder.resolve("classes"), classes);
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                "-Xlog:class+init=info:file=" + initialised,
                "@" + Files.write(folder.resolve("opened"), everyPackage()),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                classPath(),
                ImageHeap.class.getName(),
                names.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
    return lines.stream().filter(line -> !line.startsWith("WARNING: ")).toList();
  }

  /** What looks into the objects of the JDK needs. */
  private static List<String> everyPackage() {
    return ModuleLayer.boot().modules().stream()
        .flatMap(
            module ->
                module.getPackages().stream()
                    .map(each -> "--add-opens " + module.getName() + "/" + each + "=ALL-UNNAMED"))
        .toList();
  }

  private static List<String> ownClasses() throws IOException {
    List<Path> folders = new ArrayList<>();
    try (Stream<Path> libraries = Files.list(ROOT.resolve("libs"));
        Stream<Path> controllers = Files.list(ROOT)) {
      Stream.concat(
              libraries,
              controllers.filter(each -> each.getFileName().toString().endsWith("-controller")))
          .map(each -> each.resolve("target/classes"))
          .filter(Files::isDirectory)
          .forEach(folders::add);
    }
    List<String> names = new ArrayList<>();
    for (Path each : folders) {
      try (Stream<Path> files = Files.walk(each)) {
        files
            .map(file -> each.relativize(file).toString())
            .filter(file -> file.startsWith("dev/millrace/") && file.endsWith(".class"))
            .filter(file -> !file.endsWith("-info.class"))
            .map(file -> file.substring(0, file.length() - ".class".length()))
            .map(file -> file.replace(File.separatorChar, '.'))
            .forEach(names::add);
      }
    }
    return names;
  }

  /** Surefire starts tests with a jar that only names the others. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}

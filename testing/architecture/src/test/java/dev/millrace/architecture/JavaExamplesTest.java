package dev.millrace.architecture;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java in the documentation can be copied: its imports are there, and it compiles. */
class JavaExamplesTest {
  private static final Path DOCS = Path.of("../../docs");
  private static final Pattern BLOCK =
      Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  @TempDir Path classes;

  private record Example(Path page, String text) {
    @Override
    public String toString() {
      return DOCS.relativize(page).toString();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void compiles(Example example) {
    assertThat(problems(example.text())).isEmpty();
  }

  @Test
  void findsWhatDoesNotCompile() {
    assertThat(problems("java.util.List<String> list = 5;\n")).contains("incompatible types");
  }

  static List<Example> examples() throws IOException {
    try (Stream<Path> pages = Files.walk(DOCS)) {
      return pages
          .filter(page -> page.toString().endsWith(".md"))
          .flatMap(
              page -> BLOCK.matcher(read(page)).results().map(r -> new Example(page, r.group(1))))
          .toList();
    }
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String problems(String example) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter output = new StringWriter();
    List<String> options =
        List.of("-proc:none", "-d", classes.toString(), "-classpath", classPath());
    compiler.getTask(output, null, null, options, null, List.of(source(example))).call();
    return output.toString();
  }

  /** Surefire starts tests with a jar that only names the others. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static JavaFileObject source(String example) {
    Map<Boolean, String> parts =
        example.lines().collect(partitioningBy(line -> line.startsWith("import "), joining("\n")));
    String text =
        parts.get(true)
            + "\nclass Example {\n  void show() throws Exception {\n"
            + parts.get(false)
            + "\n  }\n}\n";
    return new SimpleJavaFileObject(
        URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignored) {
        return text;
      }
    };
  }
}

package dev.millrace.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kustomize.bounds.Limits;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.safety.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the package's documentation, compiled and run. */
class ExampleTest {
  private static final String SOURCES = "java/dev/millrace/kustomize/";

  @TempDir Path repository;
  private final List<String> printed = new ArrayList<>();

  @Test
  void theExamplePrintsObjectsPlacesAndInputs() throws IOException {
    write("overlays/prod/kustomization.yaml", "resources: [../../base]\nnamePrefix: prod-\n");
    write("base/kustomization.yaml", "resources: [service.yaml]\n");
    write("base/service.yaml", Manifests.SERVICE);
    example(repository, new Kustomizer(), printed::add);
    assertThat(printed)
        .contains("base/service.yaml:1", "base/service.yaml", "overlays/prod/kustomization.yaml")
        .anySatisfy(text -> assertThat(text).contains("  name: prod-web\n"));
  }

  @Test
  void theExamplePrintsProblems() throws IOException {
    write("overlays/prod/kustomization.yaml", "resources: [gone.yaml]\n");
    example(repository, new Kustomizer(), printed::add);
    assertThat(printed)
        .singleElement()
        .asString()
        .startsWith("overlays/prod/kustomization.yaml:1: resources[0]: ");
  }

  @Test
  void theDocumentationHoldsThisExample() throws IOException {
    String here = Files.readString(Path.of("src/test/" + SOURCES + "ExampleTest.java"));
    int start = here.indexOf("// the example\n") + "// the example\n".length();
    String example = here.substring(start, here.indexOf("\n    // its end", start)).stripIndent();
    String documented = Files.readString(Path.of("src/main/" + SOURCES + "package-info.java"));
    assertThat(documented.replaceAll("(?m)^ \\* ?", "")).contains(example.strip());
  }

  private static void example(Path repository, Kustomizer kustomizer, Consumer<String> print)
      throws IOException {
    // the example
    FileTree tree = FileTree.onDisk(repository);
    KustomizeOptions options =
        KustomizeOptions.commandLine()
            .withLimits(Limits.defaults().withTime(Duration.ofSeconds(30)));
    try {
      KustomizeResult result = kustomizer.build(tree, "overlays/prod", options);
      print.accept(result.toYaml());
      result.resources().forEach(made -> print.accept(made.file() + ":" + made.line()));
      result.inputs().keySet().forEach(print);
    } catch (KustomizeException e) {
      e.problems().forEach(problem -> print.accept(problem.toString()));
    }
    // its end
  }

  private void write(String path, String text) throws IOException {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}

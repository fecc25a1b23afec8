package dev.millrace.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import dev.millrace.servers.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Does what a page says, from top to bottom, in a folder of its own. */
public final class PageRun implements Step {
  private static final Set<String> NOT_RUN = Set.of("console", "text", "java");
  private static final long PATIENCE_SECONDS = 300;

  private final Page page;

  private PageRun(Page page) {
    this.page = page;
  }

  /** One for each page. */
  public static List<Step> all() {
    return Page.all().stream().<Step>map(PageRun::new).toList();
  }

  /** Whether the programs that pages use are there. */
  public static boolean isPossible() {
    return Stream.of("bash", "kubectl", "git").allMatch(PageRun::isOnPath);
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  @Override
  public String title() {
    return "docs/" + page.name();
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    Path folder = folder(stage);
    for (Page.Block block : page.blocks()) {
      switch (block.language()) {
        case "sh" -> run(stage, folder, block, block.text());
        case "yaml" ->
            run(
                stage,
                folder,
                block,
                "kubectl apply --server-side --force-conflicts --dry-run=server -f - <<'MANIFESTS'\n"
                    + block.text()
                    + "MANIFESTS\n");
        default ->
            assertThat(NOT_RUN).as("the language at %s", place(block)).contains(block.language());
      }
    }
  }

  private Path folder(Stage stage) {
    Path folder = stage.folder().resolve("docs").resolve(page.name().replace('/', '-'));
    Path root = Repository.root();
    try {
      Files.createDirectories(folder);
      for (String link : List.of("manifests", "libs")) {
        Files.createSymbolicLink(folder.resolve(link), root.resolve(link));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(Stage stage, Path folder, Page.Block block, String script)
      throws InterruptedException {
    String text = script;
    for (Map.Entry<String, String> address : stage.addresses().entrySet()) {
      text = text.replace(address.getKey(), address.getValue());
    }
    Path output = folder.resolve("line-" + block.line() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", text)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("KUBECONFIG", stage.kubeconfig().toString());
    environment.put("HOME", folder.toString());
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.merge(
        "PATH", System.getProperty("java.home") + "/bin", (path, java) -> java + ":" + path);
    try {
      Process process = builder.start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      assertThat(ended && process.exitValue() == 0)
          .as("%s:%n%s%n%s", place(block), text, Files.readString(output))
          .isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String place(Page.Block block) {
    return title() + ":" + block.line();
  }
}

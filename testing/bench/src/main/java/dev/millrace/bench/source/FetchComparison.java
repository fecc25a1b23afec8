package dev.millrace.bench.source;

import dev.millrace.servers.GitServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A large tree becomes an artifact: CPU and peak memory of one fetch beside those of {@code git
 * clone --depth 1} and {@code tar}. Server and clients are processes of their own. The argument is
 * the number of files, else 5,500.
 */
public final class FetchComparison {
  private static final String SERVE = "serve";
  private static final int FILES_OF_A_FOLDER = 11;
  private static final String CLONE_AND_PACK =
      """
      rm -rf "$1" && git clone -q --depth 1 "$2" "$1" &&
      tar --sort=name --exclude=.git -C "$1" -czf "$1.tar.gz" .
      """;

  private final Path folder;
  private final String url;

  private FetchComparison(Path folder, String url) {
    this.folder = folder;
    this.url = url;
  }

  /** Runs the comparison, or the server of one. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (Arrays.asList(arguments).contains(SERVE)) {
      serve(Integer.parseInt(arguments[1]));
      return;
    }
    String files = arguments.length == 0 ? "5500" : arguments[0];
    Process server = java("-Xmx1g", FetchComparison.class, SERVE, files);
    try (BufferedReader ready = server.inputReader(StandardCharsets.UTF_8)) {
      Path folder = Files.createTempDirectory("fetch-comparison");
      new FetchComparison(folder, String.valueOf(ready.readLine())).run(files);
    } finally {
      server.destroy();
    }
  }

  private void run(String files) throws IOException, InterruptedException {
    System.out.printf("%s files, depth 1; CPU seconds and peak memory of the client%n", files);
    for (int i = 0; i < 3; i++) {
      System.out.println("git clone + tar: " + cloneAndPack());
    }
    for (String heap : List.of("-Xmx64m", "-Xmx256m")) {
      System.out.println("Millrace, " + heap + ":");
      Process ours = java(heap, FetchLoop.class, url, folder.toString());
      ours.inputReader(StandardCharsets.UTF_8).lines().forEach(System.out::println);
      ours.waitFor();
    }
  }

  private String cloneAndPack() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "/usr/bin/time",
                "-f",
                "%U s user, %S s system, %M KiB",
                "bash",
                "-c",
                CLONE_AND_PACK,
                "bash",
                folder.resolve("clone").toString(),
                url)
            .redirectErrorStream(true)
            .start();
    String output =
        process.inputReader(StandardCharsets.UTF_8).lines().collect(Collectors.joining(" "));
    process.waitFor();
    return output;
  }

  private static Process java(String heap, Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(heap);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Serves a repository until the process is ended; prints its URL. */
  private static void serve(int files) throws InterruptedException {
    GitServer server = GitServer.start();
    var remote = server.create("large");
    remote.commit("Everything", tree(files));
    System.out.println(remote.url());
    Thread.currentThread().join();
  }

  /** Manifests that are alike, as those of many applications are. */
  private static Map<String, @Nullable String> tree(int files) {
    Random random = new Random(1);
    Map<String, @Nullable String> tree = new HashMap<>();
    for (int i = 0; i < files; i++) {
      String path = "apps/app-%d/file-%d.yaml".formatted(i / FILES_OF_A_FOLDER, i);
      tree.put(
          path,
          """
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: config-%d
          data:
            key: "%s"
          """
                  .formatted(i, Long.toHexString(random.nextLong()))
              + "# comment\n".repeat(random.nextInt(200)));
    }
    return tree;
  }
}

package dev.millrace.git.remote;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import dev.millrace.servers.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/** Git's own programs: a repository that {@code git} makes and {@code git upload-pack} serves. */
final class RealGit implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/git");

  private final Path home;
  private final Path repository;
  private final ScriptedServer server;
  private final AtomicLong bytesSent = new AtomicLong();

  private RealGit(Path home) throws IOException {
    this.home = home;
    this.repository = Files.createDirectories(home.resolve("repository"));
    this.server = ScriptedServer.start(this::answer);
  }

  /**
   * Makes an empty repository; skips the test where there is no git.
   *
   * @param objectFormat {@code sha1} or {@code sha256}
   */
  static RealGit in(Path home, String objectFormat) throws Exception {
    assumeTrue(Files.isExecutable(PROGRAM), "skipped: this machine has no " + PROGRAM);
    RealGit git = new RealGit(home);
    git.run("init", "-q", "-b", "main", "--object-format=" + objectFormat);
    for (String setting : List.of("AnySHA1InWant", "Filter")) {
      git.run("config", "uploadpack.allow" + setting, "true");
    }
    return git;
  }

  String url() {
    return server.address() + "/repository.git";
  }

  /** How much was sent in answer to fetches. */
  long bytesSent() {
    return bytesSent.get();
  }

  Path file(String path) throws IOException {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    return file;
  }

  /** Commits all that is in the work tree. */
  String commit(String message) throws Exception {
    run("add", "-A");
    run("commit", "-q", "-m", message);
    return run("rev-parse", "HEAD").strip();
  }

  /** What git says. */
  String run(String... arguments) throws Exception {
    Process process = start(List.of(arguments), "");
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("git " + String.join(" ", arguments) + " failed: " + output);
    }
    return output;
  }

  private Process start(List<String> arguments, String protocol) throws IOException {
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "-C"));
    command.add(repository.toString());
    command.addAll(arguments);
    ProcessBuilder git = new ProcessBuilder(command);
    git.redirectError(ProcessBuilder.Redirect.DISCARD);
    git.environment().clear();
    git.environment().put("HOME", home.toString());
    git.environment().put("PATH", "/usr/bin:/bin");
    git.environment().put("GIT_PROTOCOL", protocol);
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      git.environment().put("GIT_" + who + "_NAME", "Test");
      git.environment().put("GIT_" + who + "_EMAIL", "test@example.com");
    }
    return git.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean advertising = exchange.getRequestURI().getPath().endsWith("/info/refs");
    String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
    List<String> command = new ArrayList<>(List.of("upload-pack", "--stateless-rpc"));
    if (advertising) {
      command.add("--http-backend-info-refs");
    }
    command.add(repository.toString());
    Process git = start(command, protocol == null ? "" : protocol);
    try (var input = git.getOutputStream()) {
      body(exchange).transferTo(input);
    }
    byte[] output = git.getInputStream().readAllBytes();
    exchange
        .getResponseHeaders()
        .set(
            "Content-Type",
            "application/x-git-upload-pack-" + (advertising ? "advertisement" : "result"));
    exchange.sendResponseHeaders(200, 0);
    try (var reply = exchange.getResponseBody()) {
      if (advertising && protocol == null) {
        reply.write("001e# service=git-upload-pack\n0000".getBytes(StandardCharsets.US_ASCII));
      }
      reply.write(output);
    }
    bytesSent.addAndGet(advertising ? 0 : output.length);
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    InputStream body = exchange.getRequestBody();
    return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
        ? new GZIPInputStream(body)
        : body;
  }

  @Override
  public void close() {
    server.close();
  }
}

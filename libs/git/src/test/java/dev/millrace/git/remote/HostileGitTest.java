package dev.millrace.git.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.millrace.git.GitCredentials;
import dev.millrace.git.GitException;
import dev.millrace.git.GitException.Reason;
import dev.millrace.git.GitLimits;
import dev.millrace.git.GitReference;
import dev.millrace.git.GitUrl;
import dev.millrace.git.RemoteAccess;
import dev.millrace.git.remote.RawObjects.Entry;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.ScriptedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers and repositories that mean harm: bounded, refused, and nothing is left behind. Tests are
 * named by their rows of SECURITY-CASES.md.
 */
class HostileGitTest {
  private static final GitReference MAIN = new GitReference.Branch("main");
  private static final GitLimits SMALL = new GitLimits(10_000, 50_000, 20_000, 200, 100, 5, 3);
  private static final String ZERO = "0".repeat(40);

  @TempDir Path temporary;
  private final GitServer server = GitServer.start();
  private final dev.millrace.servers.GitRemote repository = server.create("evil");
  private final RawObjects objects = new RawObjects(repository.repository());

  @AfterEach
  void leaveNothingBehind() {
    server.close();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void row56StopsReadingAnEndlessListOfReferences() {
    try (var endless =
        ScriptedServer.start(
            exchange -> {
              advertise(exchange);
              var out = exchange.getResponseBody();
              for (int i = 0; i < 10_000; i++) {
                packet(out, ZERO.replace('0', 'a') + " refs/heads/b" + i + "\n");
              }
            })) {
      assertFailure(endless.address() + "/evil.git", Reason.LIMIT)
          .hasMessageContaining("list of references");
    }
  }

  @Test
  void row56StopsReadingAnEndlessMessage() {
    try (var endless =
        ScriptedServer.start(
            exchange -> {
              advertise(exchange);
              var noise = new byte[4096];
              for (int i = 0; i < 1000; i++) {
                exchange.getResponseBody().write(noise);
              }
            })) {
      assertThatThrownBy(() -> fetch(endless.address() + "/evil.git"))
          .isInstanceOf(GitException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>login</html>",
        "0000",
        "00zz",
        "fff0",
        "001e# service=git-upload-pack\n0000ffff",
        "001e# service=git-upload-pack\n00000010ERR go away"
      })
  void row56SurvivesNonsense(String answer) {
    try (var nonsense =
        ScriptedServer.start(
            exchange -> {
              exchange
                  .getResponseHeaders()
                  .set("Content-Type", "application/x-git-upload-pack-advertisement");
              ScriptedServer.reply(exchange, 200, answer);
            })) {
      assertThatThrownBy(() -> fetch(nonsense.address() + "/evil.git"))
          .isInstanceOf(GitException.class);
    }
  }

  @Test
  void refusesARepositoryWithSha256Ids() {
    try (var modern =
        ScriptedServer.start(
            exchange -> {
              advertise(exchange);
              var out = exchange.getResponseBody();
              packet(out, "version 2\n");
              packet(out, "ls-refs=unborn\n");
              packet(out, "object-format=sha256\n");
              out.write("0000".getBytes(StandardCharsets.US_ASCII));
            })) {
      assertFailure(modern.address() + "/evil.git", Reason.UNSUPPORTED)
          .hasMessageContaining("SHA-256");
    }
  }

  @Test
  void row56RefusesAPackThatIsTooLarge() {
    repository.commit(
        "Large",
        Map.of(
            "a",
            noise(15_000, 1),
            "b",
            noise(15_000, 2),
            "c",
            noise(15_000, 3),
            "d",
            noise(15_000, 4)));

    assertFailure(Reason.LIMIT);
  }

  @Test
  void row56RefusesAnObjectThatUnpacksTooLarge() {
    repository.commit("Bomb", Map.of("zeros", "0".repeat(1_000_000)));

    assertFailure(Reason.LIMIT);
  }

  @Test
  void row56RefusesAPackWithAWrongChecksum() throws IOException {
    repository.commit("Good", Map.of("a", noise(2_000, 1)));
    try (var damaging = ScriptedServer.start(this::damaged)) {
      assertThatThrownBy(() -> fetch(damaging.address() + "/" + path(repository.url())))
          .isInstanceOf(GitException.class);
    }
  }

  /** Hands requests on to the honest server, and changes a byte of packs. */
  private void damaged(HttpExchange exchange) throws IOException {
    var honest =
        (HttpURLConnection)
            server.address().resolve(exchange.getRequestURI()).toURL().openConnection();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> honest.setRequestProperty(name, values.getFirst()));
    honest.setRequestMethod(exchange.getRequestMethod());
    if (exchange.getRequestMethod().equals("POST")) {
      honest.setDoOutput(true);
      exchange.getRequestBody().transferTo(honest.getOutputStream());
    }
    var answer = honest.getInputStream().readAllBytes();
    int pack = new String(answer, StandardCharsets.ISO_8859_1).indexOf("PACK");
    if (pack >= 0) {
      answer[pack + 30] ^= 1;
    }
    exchange.getResponseHeaders().set("Content-Type", honest.getContentType());
    exchange.sendResponseHeaders(honest.getResponseCode(), answer.length);
    exchange.getResponseBody().write(answer);
  }

  private static String path(URI url) {
    return url.getPath().substring(1);
  }

  @Test
  void row56RefusesTooManyObjects() {
    var files = new java.util.HashMap<String, String>();
    for (int i = 0; i < 300; i++) {
      files.put("f" + i, "" + i);
    }
    repository.commit("Many", new java.util.HashMap<>(files));

    assertFailure(Reason.LIMIT);
  }

  @Test
  void row56RefusesATreeThatIsTooDeep() {
    repository.commit("Deep", Map.of("a/b/c/d/e/f/g/h", "x"));

    assertFailure(Reason.LIMIT);
  }

  @Test
  void row56RefusesATreeThatUnfoldsTooLarge() {
    var blob = objects.blob("x");
    var tree = objects.tree(new Entry("100644", "f", blob));
    for (int level = 0; level < 4; level++) {
      var entries = new Entry[10];
      for (int i = 0; i < entries.length; i++) {
        entries[i] = new Entry("40000", "t" + i, tree);
      }
      tree = objects.tree(entries);
    }
    point(objects.commit(tree, Instant.EPOCH));

    assertFailure(Reason.LIMIT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        ".",
        ".git",
        ".GIT",
        ".git.",
        ".git ",
        "git~1",
        "GIT~1",
        "a/b",
        "/etc",
        "..\\x",
        ".git\\config"
      })
  void row55RefusesNamesThatCouldHarm(String name) {
    var tree = objects.tree(new Entry("100644", name, objects.blob("x")));
    point(objects.commit(tree, Instant.EPOCH));

    assertThatThrownBy(() -> fetch(repository.url().toString())).isInstanceOf(IOException.class);
  }

  @Test
  void row15LeavesOutSymbolicLinksAndWhatLiesBehindThem() throws IOException {
    var evil = objects.tree(new Entry("100644", "passwd", objects.blob("x")));
    var tree =
        objects.tree(
            new Entry("120000", "etc", objects.blob("/etc")),
            new Entry("40000", "etc2", evil),
            new Entry("100644", "good", objects.blob("x")));
    point(objects.commit(tree, Instant.EPOCH));

    try (var snapshot = remote(repository.url().toString()).fetch(MAIN)) {
      assertThat(snapshot.tree().entries())
          .extracting(entry -> entry.path())
          .containsExactly("etc2", "etc2/passwd", "good");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../x", "a..b", "a b", "x.lock", "a/../b", "@{u}", "a\nb", "~1", "a:b"})
  void row55RefusesReferencesThatNoRepositoryCanHave(String name) {
    for (var reference :
        new GitReference[] {
          new GitReference.Branch(name), new GitReference.Tag(name), new GitReference.FullName(name)
        }) {
      assertThatThrownBy(() -> remote(repository.url().toString()).fetch(reference))
          .isInstanceOf(GitException.class);
    }
    assertThat(server.advertisements()).isZero();
  }

  private static void advertise(HttpExchange exchange) throws IOException {
    exchange
        .getResponseHeaders()
        .set("Content-Type", "application/x-git-upload-pack-advertisement");
    exchange.sendResponseHeaders(200, 0);
    packet(exchange.getResponseBody(), "# service=git-upload-pack\n");
    exchange.getResponseBody().write("0000".getBytes(StandardCharsets.US_ASCII));
  }

  private static void packet(OutputStream out, String line) throws IOException {
    out.write("%04x%s".formatted(line.length() + 4, line).getBytes(StandardCharsets.US_ASCII));
  }

  private static String noise(int length, int seed) {
    var random = new Random(seed);
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('!' + random.nextInt(90)));
    }
    return text.toString();
  }

  private void point(String commit) {
    repository.tag("point", commit);
    try {
      var update = repository.repository().updateRef("refs/heads/main");
      update.setNewObjectId(org.eclipse.jgit.lib.ObjectId.fromString(commit));
      update.forceUpdate();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void fetch(String url) throws IOException {
    try (var snapshot = remote(url).fetch(MAIN)) {
      snapshot.tree();
    }
  }

  private AbstractThrowableAssert<?, ?> assertFailure(Reason reason) {
    return assertFailure(repository.url().toString(), reason);
  }

  private AbstractThrowableAssert<?, ?> assertFailure(String url, Reason reason) {
    return assertThatThrownBy(() -> fetch(url))
        .satisfies(
            e -> {
              if (e instanceof GitException git) {
                assertThat(git.reason()).as(e.toString()).isEqualTo(reason);
              } else {
                assertThat(e).isInstanceOf(dev.millrace.safety.LimitExceeded.class);
              }
            });
  }

  private GitRemote remote(String url) throws GitException {
    return new GitRemote(
        RemoteAccess.of(GitUrl.parse(url), new GitCredentials.Anonymous())
            .withTimeout(Duration.ofSeconds(20)),
        SMALL,
        temporary);
  }
}

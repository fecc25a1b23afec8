package dev.millrace.git.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.git.GitCredentials;
import dev.millrace.git.GitException;
import dev.millrace.git.GitException.Reason;
import dev.millrace.git.GitLimits;
import dev.millrace.git.GitReference;
import dev.millrace.git.GitUrl;
import dev.millrace.git.RemoteAccess;
import dev.millrace.safety.Sensitive;
import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.Login;
import dev.millrace.servers.ProxyServer;
import dev.millrace.servers.ScriptedServer;
import dev.millrace.servers.TestAuthority;
import dev.millrace.servers.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is believed and who gets to see credentials, over HTTP and HTTPS. */
class GitHttpTest {
  private static final GitReference MAIN = new GitReference.Branch("main");
  private static final GitCredentials NOBODY = new GitCredentials.Anonymous();
  private static final GitCredentials READER =
      new GitCredentials.Basic("reader", Sensitive.of("s3cret"));

  @TempDir Path temporary;

  @AfterEach
  void leaveNothingBehind() {
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void logsInWithUserAndPassword() throws IOException {
    try (var server = server(Transport.http(0), new Login("reader", "s3cret"))) {
      fetch(access(server, READER));
      var wrong = new GitCredentials.Basic("reader", Sensitive.of("wr0ng"));
      assertFailure(access(server, wrong), Reason.AUTHENTICATION)
          .hasMessageContaining("authentication required")
          .hasMessageNotContaining("wr0ng");
    }
  }

  @Test
  void row24OneFetchNeverUsesTheCredentialsOfAnother() throws Exception {
    var wrong = new GitCredentials.Basic("reader", Sensitive.of("wr0ng"));
    try (var server = server(Transport.http(0), new Login("reader", "s3cret"));
        var fetches = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> rightAndWrong = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        rightAndWrong.add(
            () -> {
              fetch(access(server, READER));
              return null;
            });
        rightAndWrong.add(
            () -> {
              assertFailure(access(server, wrong), Reason.AUTHENTICATION);
              return null;
            });
      }
      for (var fetch : fetches.invokeAll(rightAndWrong)) {
        fetch.get();
      }
    }
  }

  @Test
  void logsInWithABearerToken() throws IOException {
    try (var server = ScriptedServer.start(exchange -> ScriptedServer.reply(exchange, 403, "no"))) {
      var token = new GitCredentials.Bearer(Sensitive.of("t0ken"));
      assertFailure(access(server.address() + "/shop.git", token), Reason.AUTHENTICATION)
          .hasMessageContaining("authorization failed")
          .hasMessageNotContaining("t0ken");
      assertThat(server.requests())
          .isNotEmpty()
          .allMatch(request -> "Bearer t0ken".equals(request.header("Authorization")));
    }
  }

  @Test
  void row33TrustsTheGivenAuthorityOnly() throws IOException {
    var authority = TestAuthority.create();
    try (var server = server(Transport.https(authority), null)) {
      var access = access(server, NOBODY);
      fetch(access.withTls(trusting(authority)));
      assertFailure(access, Reason.UNTRUSTED_SERVER).hasMessageContaining("x509");
      assertFailure(access.withTls(trusting(TestAuthority.create())), Reason.UNTRUSTED_SERVER);
    }
  }

  @Test
  void showsACertificateOfItsOwn() throws IOException {
    var authority = TestAuthority.create();
    var identity = authority.issue("reader");
    try (var server = server(Transport.mutualTls(authority), null)) {
      var access = access(server, NOBODY);
      fetch(
          access.withTls(
              new TlsMaterial(
                  authority.certificate(), identity.certificate(), Sensitive.of(identity.key()))));
      assertThatThrownBy(() -> fetch(access.withTls(trusting(authority))))
          .isInstanceOf(GitException.class);
    }
  }

  @Test
  void goesThroughAProxy() throws IOException {
    try (var server = server(Transport.http(0), null);
        var proxy = ProxyServer.start(new Login("p", "pass"))) {
      var access = access(server, NOBODY);
      fetch(access.withProxy(new ProxySettings(proxy.address(), "p", Sensitive.of("pass"))));
      assertThat(proxy.requests())
          .isNotEmpty()
          .allMatch(line -> line.contains(server.address() + "/shop.git/"));
      assertThatThrownBy(
              () -> fetch(access.withProxy(new ProxySettings(proxy.address(), null, null))))
          .isInstanceOf(GitException.class)
          .hasMessageContaining("407");
    }
  }

  @Test
  void tunnelsHttpsThroughAProxy() throws IOException {
    var authority = TestAuthority.create();
    try (var server = server(Transport.https(authority), null);
        var proxy = ProxyServer.start(null)) {
      fetch(
          access(server, NOBODY)
              .withTls(trusting(authority))
              .withProxy(new ProxySettings(proxy.address(), null, null)));
      assertThat(proxy.requests())
          .isNotEmpty()
          .allMatch(line -> line.equals("CONNECT " + server.address().getAuthority()));
    }
  }

  @Test
  void tellsAProxyThatMakesTunnelsWhoWeAre() throws IOException {
    var authority = TestAuthority.create();
    try (var server = server(Transport.https(authority), null);
        var proxy = ProxyServer.start(new Login("p", "pass"))) {
      fetch(
          access(server, NOBODY)
              .withTls(trusting(authority))
              .withProxy(new ProxySettings(proxy.address(), "p", Sensitive.of("pass"))));
      assertThat(proxy.requests()).isNotEmpty().allMatch(line -> line.startsWith("CONNECT "));
    }
  }

  @Test
  void hearsThroughAProxyThatTheServerWantsToKnowWhoWeAre() throws IOException {
    try (var server = server(Transport.http(0), new Login("reader", "secret"));
        var proxy = ProxyServer.start(new Login("p", "pass"))) {
      var settings = new ProxySettings(proxy.address(), "p", Sensitive.of("pass"));
      assertFailure(access(server, NOBODY).withProxy(settings), Reason.AUTHENTICATION);
    }
  }

  @Test
  void row57FollowsARedirectWithoutTakingTheCredentialsAlong() throws IOException {
    try (var target = server(Transport.http(0), null);
        var spy = ScriptedServer.start(exchange -> redirect(exchange, target.address()));
        var start = ScriptedServer.start(exchange -> redirect(exchange, spy.address()))) {
      fetch(access(start.address() + "/shop.git", READER));
      assertThat(start.requests()).allMatch(request -> request.header("Authorization") != null);
      assertThat(spy.requests())
          .isNotEmpty()
          .allMatch(request -> request.header("Authorization") == null);
    }
  }

  @Test
  void row57DoesNotFollowARedirectToPlainHttp() throws IOException {
    var authority = TestAuthority.create();
    try (var plain = ScriptedServer.start(exchange -> ScriptedServer.reply(exchange, 200, ""));
        var start =
            ScriptedServer.start(
                Transport.https(authority), exchange -> redirect(exchange, plain.address()))) {
      var access = access(start.address() + "/shop.git", READER).withTls(trusting(authority));
      assertThatThrownBy(() -> fetch(access)).isInstanceOf(GitException.class);
      assertThat(plain.requests()).isEmpty();
    }
  }

  @Test
  void givesUpOnEndlessRedirects() {
    try (var server =
        ScriptedServer.start(
            exchange ->
                ScriptedServer.redirect(exchange, 302, "/x/info/refs?service=git-upload-pack"))) {
      assertThatThrownBy(() -> fetch(access(server.address() + "/shop.git", NOBODY)))
          .isInstanceOf(GitException.class)
          .hasMessageContaining("Redirected more than");
      assertThat(server.requests()).hasSizeLessThan(20);
    }
  }

  @Test
  void givesUpOnAServerThatNeverAnswers() {
    try (var server = ScriptedServer.start(_ -> sleep())) {
      var access =
          access(server.address() + "/shop.git", NOBODY).withTimeout(Duration.ofMillis(500));
      assertFailure(access, Reason.TIMEOUT);
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(Duration.ofMinutes(1));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void redirect(com.sun.net.httpserver.HttpExchange exchange, URI to)
      throws IOException {
    ScriptedServer.redirect(exchange, 302, to + exchange.getRequestURI().toString());
  }

  private static GitServer server(Transport transport, @Nullable Login login) {
    var server = GitServer.start(transport, login);
    server.create("shop").commit("First", Map.of("app.yaml", "a: 1"));
    return server;
  }

  private static TlsMaterial trusting(TestAuthority authority) {
    return new TlsMaterial(authority.certificate(), null, null);
  }

  private static RemoteAccess access(GitServer server, GitCredentials credentials) {
    return access(server.address() + "/shop.git", credentials);
  }

  private static RemoteAccess access(String url, GitCredentials credentials) {
    try {
      return RemoteAccess.of(GitUrl.parse(url), credentials);
    } catch (GitException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void fetch(RemoteAccess access) throws IOException {
    try (var snapshot = new GitRemote(access, GitLimits.defaults(), temporary).fetch(MAIN)) {
      assertThat(snapshot.read("app.yaml", 100)).isPresent();
    }
  }

  private AbstractThrowableAssert<?, ?> assertFailure(RemoteAccess access, Reason reason) {
    return assertThatThrownBy(() -> fetch(access))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.reason()).as(e.toString()).isEqualTo(reason));
  }
}

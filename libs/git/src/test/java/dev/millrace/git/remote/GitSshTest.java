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
import dev.millrace.git.SshAlgorithms;
import dev.millrace.safety.Sensitive;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.GitSshServer;
import dev.millrace.servers.SshKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real pack traffic over SSH. */
class GitSshTest {
  private static final GitReference MAIN = new GitReference.Branch("main");

  @TempDir Path temporary;
  private final GitServer repositories = GitServer.start();
  private final GitSshServer server = GitSshServer.start(repositories);
  private final dev.millrace.servers.GitRemote shop = repositories.create("shop");
  private final SshKey key = SshKey.generate("ssh-ed25519");
  private String commit;

  @BeforeEach
  void commit() {
    server.allow(key);
    commit = shop.commit("First", Map.of("app.yaml", "a: 1"));
  }

  @AfterEach
  void stop() {
    server.close();
    repositories.close();
    assertThat(temporary).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh-ed25519",
        "ssh-rsa",
        "ecdsa-sha2-nistp256",
        "ecdsa-sha2-nistp384",
        "ecdsa-sha2-nistp521"
      })
  void fetchesWithAnyCommonKindOfKey(String type) throws IOException {
    var other = SshKey.generate(type);
    server.allow(other);

    try (var snapshot = remote(credentials(other.identity(), null)).fetch(MAIN)) {
      assertThat(snapshot.reference().revision()).isEqualTo("main@sha1:" + commit);
      assertThat(snapshot.read("app.yaml", 100)).hasValue("a: 1".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(server.users()).containsExactly("git");
  }

  @Test
  void fetchesWithAnEncryptedKey() throws IOException {
    var identity = key.identity("open sesame");

    remote(credentials(identity, "open sesame")).fetch(MAIN).close();
    assertFailure(credentials(identity, "wrong"), Reason.INVALID_CREDENTIALS)
        .hasMessageContaining("with the given 'password'")
        .hasMessageNotContaining("wrong");
    assertFailure(credentials(identity, null), Reason.INVALID_CREDENTIALS)
        .hasMessageContaining("an encrypted one needs 'password'");
  }

  @Test
  void fetchesNothingWhenTheRevisionIsKnown() throws IOException {
    assertThat(
            remote(credentials(key.identity(), null)).fetchIfChanged(MAIN, "main@sha1:" + commit))
        .isEmpty();
  }

  @Test
  void pushes() throws IOException {
    var remote = remote(credentials(key.identity(), null));
    try (var base = remote.fetch(MAIN)) {
      var bot = new Person("Bot", "bot@example.com", Instant.parse("2026-01-01T00:00:00Z"));
      var changes = Map.of("app.yaml", "a: 2".getBytes(StandardCharsets.UTF_8));
      remote.push(base, new CommitDraft(changes, bot, "Second"), PushTarget.branch("main"));
    }

    assertThat(shop.read("main", "app.yaml")).contains("a: 2");
  }

  @Test
  void row50RefusesAServerThatKnownHostsDoesNotName() {
    for (var text : List.of("# nobody", "github.com " + key.publicLine())) {
      assertFailure(credentials(key.identity(), null, text), Reason.UNTRUSTED_SERVER)
          .hasMessageContaining("knownhosts: key is unknown");
    }
    assertThat(server.users()).as("the key was not shown to anybody").isEmpty();
  }

  @Test
  void row50RefusesAServerWithAnotherKey() {
    assertFailure(
            credentials(key.identity(), null, server.wrongKnownHosts()), Reason.UNTRUSTED_SERVER)
        .hasMessageContaining("knownhosts: key mismatch");
    assertThat(server.users()).isEmpty();
  }

  @Test
  void row50RefusesARevokedServerKey() {
    var text = server.knownHosts() + "\n@revoked " + server.knownHosts();

    assertFailure(credentials(key.identity(), null, text), Reason.UNTRUSTED_SERVER)
        .hasMessageContaining("revoked");
  }

  @Test
  void findsHashedHostNames() throws Exception {
    var line = server.knownHosts();
    int space = line.indexOf(' ');
    var salt = "0123456789abcdefghij".getBytes(StandardCharsets.US_ASCII);
    var mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(salt, "HmacSHA1"));
    var hash = mac.doFinal(line.substring(0, space).getBytes(StandardCharsets.US_ASCII));
    var base64 = Base64.getEncoder();
    var hashed =
        "|1|%s|%s%s"
            .formatted(
                base64.encodeToString(salt), base64.encodeToString(hash), line.substring(space));

    remote(credentials(key.identity(), null, hashed)).fetch(MAIN).close();
  }

  @Test
  void saysThatTheServerDoesNotKnowTheKey() {
    var stranger = SshKey.generate("ssh-ed25519");

    assertFailure(credentials(stranger.identity(), null), Reason.AUTHENTICATION)
        .hasMessageContaining("unable to authenticate");
  }

  @Test
  void saysThatThereIsNoSuchRepository() {
    assertThatThrownBy(
            () ->
                remote(server.url("nope").toString(), credentials(key.identity(), null))
                    .fetch(MAIN))
        .isInstanceOfSatisfying(
            GitException.class,
            e -> assertThat(e.reason()).as(e.toString()).isEqualTo(Reason.REPOSITORY_NOT_FOUND));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a'b", "a'%20--upload-pack='touch", "$(id)", "a;id", "-oProxyCommand=id"})
  void row58QuotesPathsForTheServer(String name) {
    var url = server.url("shop").toString().replace("shop", name);

    assertThatThrownBy(() -> remote(url, credentials(key.identity(), null)).fetch(MAIN))
        .isInstanceOf(GitException.class);
    assertThat(server.commands())
        .allMatch(command -> command.startsWith("git-upload-pack '/") && command.endsWith(".git'"));
  }

  @Test
  void refusesAKeyThatIsNone() {
    assertFailure(credentials("-----BEGIN nonsense", null), Reason.INVALID_CREDENTIALS)
        .hasMessageNotContaining("nonsense");
  }

  @Test
  void usesOnlyTheAllowedAlgorithms() throws IOException {
    var url = GitUrl.parse(server.url("shop").toString());
    var access = RemoteAccess.of(url, credentials(key.identity(), null));
    var fitting = new SshAlgorithms(List.of("curve25519-sha256"), List.of("ssh-ed25519"));
    var other = new SshAlgorithms(List.of(), List.of("ssh-rsa"));

    remote(access.withSshAlgorithms(fitting)).fetch(MAIN).close();
    assertThatThrownBy(() -> remote(access.withSshAlgorithms(other)).fetch(MAIN))
        .isInstanceOf(GitException.class);
  }

  private AbstractThrowableAssert<?, ?> assertFailure(GitCredentials credentials, Reason reason) {
    return assertThatThrownBy(() -> remote(credentials).fetch(MAIN))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.reason()).as(e.toString()).isEqualTo(reason));
  }

  private GitCredentials credentials(String identity, @Nullable String passphrase) {
    return credentials(identity, passphrase, server.knownHosts());
  }

  private static GitCredentials credentials(
      String identity, @Nullable String passphrase, String knownHosts) {
    return new GitCredentials.SshKey(
        "git",
        Sensitive.of(identity),
        passphrase == null ? null : Sensitive.of(passphrase),
        knownHosts);
  }

  private GitRemote remote(GitCredentials credentials) throws GitException {
    return remote(server.url("shop").toString(), credentials);
  }

  private GitRemote remote(String url, GitCredentials credentials) throws GitException {
    return remote(RemoteAccess.of(GitUrl.parse(url), credentials));
  }

  private GitRemote remote(RemoteAccess access) {
    return new GitRemote(access, GitLimits.defaults(), temporary);
  }
}

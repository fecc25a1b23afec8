package dev.millrace.access.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.millrace.access.token.TokenCache;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.GitRepositorySpec;
import dev.millrace.git.GitCredentials;
import dev.millrace.git.SshAlgorithms;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.Sensitive;
import dev.millrace.servers.ScriptedServer;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubAppTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final GitAccessReasons REASONS =
      new GitAccessReasons(
          GeneralReason.FAILED,
          GeneralReason.DEPENDENCY_NOT_READY,
          GeneralReason.ACCESS_DENIED,
          GeneralReason.PROGRESSING_WITH_RETRY);

  private final Map<String, String> secret = new HashMap<>();
  private KeyPair key;
  private ScriptedServer gitHub;
  private GitAccess access;

  @BeforeEach
  void start() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    key = generator.generateKeyPair();
    gitHub = ScriptedServer.start(GitHubAppTest::answer);
    secret.put("githubAppID", "4711");
    secret.put("githubAppPrivateKey", pem());
    secret.put("githubAppBaseURL", gitHub.address().toString());
    access =
        new GitAccess(
            (_, _) -> Optional.of(values()),
            SshAlgorithms.defaults(),
            new TokenCache(10, Duration.ofHours(1), CLOCK),
            CLOCK,
            REASONS);
  }

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void exchangesASignedClaimForATokenAndKeepsIt() throws Exception {
    secret.put("githubAppInstallationID", "42");
    assertThat(token()).isEqualTo("ghs_42");
    assertThat(token()).isEqualTo("ghs_42");
    assertThat(gitHub.requests()).hasSize(1);
    String claim =
        String.valueOf(gitHub.requests().getFirst().header("Authorization"))
            .substring("Bearer ".length());
    List<String> parts = List.of(claim.split("\\.", -1));
    assertThat(new String(Base64.getUrlDecoder().decode(parts.get(1)), StandardCharsets.UTF_8))
        .contains("\"iss\":\"4711\"", "\"iat\":1767225540", "\"exp\":1767226140");
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(key.getPublic());
    signature.update((parts.get(0) + "." + parts.get(1)).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts.get(2)))).isTrue();
  }

  @Test
  void findsTheInstallationOfAnOwner() {
    secret.put("githubAppInstallationOwner", "Shop");
    assertThat(token()).isEqualTo("ghs_7");
  }

  @Test
  void saysWhoHasNotInstalledTheApp() {
    secret.put("githubAppInstallationOwner", "nobody");
    assertThatThrownBy(this::token)
        .isInstanceOf(ReconcileFailure.class)
        .hasMessageContaining("not installed for 'nobody'");
  }

  @Test
  void neverShowsAKeyThatCannotBeRead() {
    secret.put("githubAppInstallationID", "42");
    secret.put("githubAppPrivateKey", "hunter2");
    assertThatThrownBy(this::token)
        .hasMessageContaining("githubAppPrivateKey")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void refusesAppDataWithoutTheProviderAndTheProviderWithoutAppData() {
    assertRefused("github", null, REASONS.provider(), "must be specified");
    assertRefused("generic", "app", REASONS.providerOfSecret(), "provider is not set to github");
    secret.remove("githubAppID");
    assertRefused("github", "app", REASONS.providerOfSecret(), "must be specified");
  }

  @ParameterizedTest
  @ValueSource(strings = {"githubAppID", "githubAppPrivateKey", "githubAppInstallationID"})
  void aSecretThatLacksPartOfTheAppDoesNotFitTheProvider(String missing) {
    secret.put("githubAppInstallationID", "42");
    secret.remove(missing);
    assertRefused("github", "app", REASONS.providerOfSecret(), "'" + missing + "'");
  }

  @Test
  void anAppIsNotInstalledTwice() {
    secret.put("githubAppInstallationID", "42");
    secret.put("githubAppInstallationOwner", "Shop");
    assertRefused("github", "app", REASONS.authentication(), "only one of");
  }

  /** Texts with the same hash code are easily found. */
  @Test
  void anotherKeyGetsNoTokenThatWasGivenForTheRightOne() {
    secret.put("githubAppInstallationID", "42");
    secret.put("githubAppPrivateKey", pem() + "# Aa");
    assertThat(token()).isEqualTo("ghs_42");
    secret.put("githubAppPrivateKey", pem() + "# BB");
    assertThat(token()).isEqualTo("ghs_42");
    assertThat(gitHub.requests()).hasSize(2);
  }

  private void assertRefused(
      String provider, @Nullable String secretName, Reason reason, String message) {
    assertThatThrownBy(() -> access.of(repository(provider, secretName)))
        .isInstanceOfSatisfying(
            ReconcileFailure.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(message);
  }

  private String token() {
    return ((GitCredentials.Basic) access.of(repository("github", "app")).credentials())
        .password()
        .reveal();
  }

  private static GitRepository repository(String provider, @Nullable String secretName) {
    GitRepositorySpec empty = GitRepositorySpec.EMPTY;
    GitRepository repository = new GitRepository();
    repository.setMetadata(new ObjectMetaBuilder().withNamespace("shop").withName("web").build());
    repository.setSpec(
        new GitRepositorySpec(
            "https://github.com/shop/web",
            empty.interval(),
            empty.timeout(),
            null,
            secretName == null ? null : new LocalObjectReference(secretName),
            provider,
            null,
            null,
            null,
            null,
            List.of(),
            false,
            List.of(),
            false));
    return repository;
  }

  private Map<String, Sensitive<byte[]>> values() {
    Map<String, Sensitive<byte[]>> values = new HashMap<>();
    secret.forEach(
        (name, value) -> values.put(name, Sensitive.of(value.getBytes(StandardCharsets.UTF_8))));
    return values;
  }

  private String pem() {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/users/Shop/installation")) {
      ScriptedServer.reply(exchange, 200, "{\"id\":7}");
    } else if (path.endsWith("/installation")) {
      ScriptedServer.reply(exchange, 404, "{}");
    } else {
      String id = path.replaceAll("\\D", "");
      ScriptedServer.reply(
          exchange,
          201,
          "{\"token\":\"ghs_%s\",\"expires_at\":\"2026-01-01T01:00:00Z\"}".formatted(id));
    }
  }
}

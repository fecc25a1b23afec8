package dev.millrace.controller.source.ocirepository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.servers.Login;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.ProxyServer;
import dev.millrace.servers.TestAuthority;
import dev.millrace.servers.Transport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How registries are reached: credentials, certificates, proxies. */
class OCIRepositoryAccessTest extends OCIRepositoryScene {
  private static final Login LOGIN = new Login("reader", "s3cret");

  @Test
  void goesThroughTheProxyOfTheSecret() {
    put("latest", Map.of("app.yaml", "a: 1"));
    try (ProxyServer proxy = ProxyServer.start(new Login("p", "pass"))) {
      secrets.put(
          "apps",
          "proxy",
          Map.of("address", proxy.address().toString(), "username", "p", "password", "pass"));
      var harness = harness(wish().proxy("proxy"));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=True/Succeeded");
      assertThat(proxy.requests()).isNotEmpty();
    }
  }

  @Test
  void anUnreachableRegistryIsNamed() {
    String url = url();
    registry.close();
    var harness = harness(wish().url(url));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/OCIArtifactPullFailed");
    assertThat(harness.message("Ready")).contains("connection refused", registry.host());
  }

  @Test
  void plainHttpIsRefusedWithoutInsecure() {
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish().insecure(false));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/OCIArtifactPullFailed");
  }

  @Test
  void logsInWithADockerConfiguration() {
    try (OciRegistry closed = closedRegistry(Transport.http(0))) {
      secrets.put("apps", "login", dockerConfig(closed.host(), "reader", "s3cret"));
      var harness = harness(wish().url(url(closed)).secret("login"));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=True/Succeeded");
    }
  }

  @Test
  void logsInWithThePullSecretsOfTheServiceAccount() {
    try (OciRegistry closed = closedRegistry(Transport.http(0))) {
      secrets.put("apps", "other", dockerConfig("other.test", "x", "y"));
      secrets.put("apps", "login", dockerConfig(closed.host(), "reader", "s3cret"));
      pullSecrets.put("apps/puller", List.of("other", "login"));
      var harness = harness(wish().url(url(closed)).serviceAccount("puller"));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=True/Succeeded");
    }
  }

  @Test
  void aMissingServiceAccountIsNamed() {
    var harness = harness(wish().serviceAccount("nobody"));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/AuthenticationFailed");
    assertThat(harness.message("Ready")).isEqualTo("service account 'apps/nobody' does not exist");
  }

  @Test
  void wrongCredentialsFailWithoutShowingThem() {
    try (OciRegistry closed = closedRegistry(Transport.http(0))) {
      secrets.put("apps", "login", dockerConfig(closed.host(), "reader", "wr0ng"));
      var harness = harness(wish().url(url(closed)).secret("login"));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=False/OCIArtifactPullFailed");
      assertThat(harness.message("Ready")).contains("401").doesNotContain("wr0ng");
    }
  }

  @Test
  void aMissingSecretIsNamed() {
    var harness = harness(wish().secret("login"));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/AuthenticationFailed");
    assertThat(harness.message("Ready")).contains("'apps/login'");
  }

  @Test
  void trustsTheAuthorityAndShowsTheCertificateOfTheSecret() {
    TestAuthority authority = TestAuthority.create();
    var identity = authority.issue("client");
    try (OciRegistry closed = closedRegistry(Transport.mutualTls(authority))) {
      secrets.put("apps", "login", dockerConfig(closed.host(), "reader", "s3cret"));
      secrets.put(
          "apps",
          "tls",
          Map.of(
              "ca.crt", authority.certificate(),
              "tls.crt", identity.certificate(),
              "tls.key", identity.key()));
      var harness =
          harness(wish().url(url(closed)).insecure(false).secret("login").certificates("tls"));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=True/Succeeded");
    }
  }

  @Test
  void anUnknownAuthorityIsRefused() {
    TestAuthority authority = TestAuthority.create();
    secrets.put("apps", "tls", Map.of("ca.crt", TestAuthority.create().certificate()));
    try (OciRegistry open = OciRegistry.start(Transport.https(authority), null)) {
      var harness = harness(wish().url(url(open)).insecure(false).certificates("tls"));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=False/OCIArtifactPullFailed");
      assertThat(harness.message("Ready")).contains("x509");
    }
  }

  @Test
  void row33InsecureBelievesNoStrangersEither() {
    try (OciRegistry closed = closedRegistry(Transport.https(TestAuthority.create()))) {
      secrets.put("apps", "login", dockerConfig(closed.host(), "reader", "s3cret"));
      var harness = harness(wish().url(url(closed)).secret("login"));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=False/OCIArtifactPullFailed");
      assertThat(harness.message("Ready")).contains("x509");
    }
  }

  @Test
  void insecureDoesNotBelieveStrangersWhereASecretSaysWhomToTrust() {
    secrets.put("apps", "tls", Map.of("ca.crt", TestAuthority.create().certificate()));
    try (OciRegistry closed = closedRegistry(Transport.https(TestAuthority.create()))) {
      var harness = harness(wish().url(url(closed)).certificates("tls"));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=False/OCIArtifactPullFailed");
    }
  }

  private static OciRegistry closedRegistry(Transport transport) {
    OciRegistry closed = OciRegistry.start(transport, LOGIN);
    put(closed, "latest", Map.of("app.yaml", "a: 1"));
    return closed;
  }

  private static Map<String, String> dockerConfig(String host, String user, String password) {
    return Map.of(
        ".dockerconfigjson",
        """
        {"auths":{"%s":{"username":"%s","password":"%s"}}}\
        """
            .formatted(host, user, password));
  }
}

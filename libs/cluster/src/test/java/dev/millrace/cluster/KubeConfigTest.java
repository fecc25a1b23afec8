package dev.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubeConfigTest {

  @Test
  void readsServerAndCredentials() {
    KubeConfig config =
        KubeConfig.parse(kubeconfig("token: s3cr3t", "tls-server-name: api"), false);

    assertThat(config.config().getMasterUrl()).startsWith("https://example.com:6443");
    assertThat(config.config().getOauthToken()).isEqualTo("s3cr3t");
    assertThat(config.config().getTlsServerName()).isEqualTo("api");
    assertThat(config.identity()).isEqualTo(Identity.own());
    assertThat(config.toString()).doesNotContain("s3cr3t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec: {apiVersion: client.authentication.k8s.io/v1, command: /bin/sh}",
        "auth-provider: {name: gcp}",
        "tokenFile: /var/run/secrets/kubernetes.io/serviceaccount/token",
        "client-certificate: /etc/passwd",
        "client-key: /etc/passwd"
      })
  void row2RefusesProgramsAndFilesOfTheUser(String field) {
    assertThatExceptionOfType(RefusedKubeConfig.class)
        .isThrownBy(() -> KubeConfig.parse(kubeconfig(field, "tls-server-name: api"), true))
        .withMessageContaining("'" + field.substring(0, field.indexOf(':')) + "'");
  }

  @Test
  void row2RefusesFilesOfTheCluster() {
    assertThatExceptionOfType(RefusedKubeConfig.class)
        .isThrownBy(
            () -> KubeConfig.parse(kubeconfig("token: x", "certificate-authority: /etc/ca"), true))
        .withMessageContaining("'certificate-authority'");
  }

  @Test
  void row33RefusesUnverifiedServersUnlessAllowed() {
    String text = kubeconfig("token: x", "insecure-skip-tls-verify: true");

    assertThatExceptionOfType(RefusedKubeConfig.class)
        .isThrownBy(() -> KubeConfig.parse(text, false))
        .withMessageContaining("insecure-skip-tls-verify");
    assertThat(KubeConfig.parse(text, true).config().isTrustCerts()).isTrue();
  }

  @Test
  void takesOverImpersonation() {
    assertThat(
            KubeConfig.parse(
                    kubeconfig("{token: x, as: jane, as-groups: [dev]}", "tls-server-name: api"),
                    false)
                .identity())
        .isEqualTo(new Identity.Impersonated("jane", List.of("dev")));
    assertThatExceptionOfType(RefusedKubeConfig.class)
        .isThrownBy(
            () ->
                KubeConfig.parse(
                    kubeconfig("{token: x, as-groups: [dev]}", "tls-server-name: api"), false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "password: hunter2: x", "current-context: none"})
  void row53TellsWhatIsWrongWithoutQuotingTheText(String text) {
    assertThatExceptionOfType(RefusedKubeConfig.class)
        .isThrownBy(() -> KubeConfig.parse(text, false))
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("hunter2"));
  }

  private static String kubeconfig(String user, String cluster) {
    return """
        current-context: c
        contexts: [{name: c, context: {cluster: k, user: u}}]
        clusters:
        - name: k
          cluster:
            server: https://example.com:6443
            %s
        users:
        - name: u
          user:
            %s
        """
        .formatted(cluster, user);
  }
}

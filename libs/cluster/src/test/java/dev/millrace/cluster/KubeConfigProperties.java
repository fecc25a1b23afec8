package dev.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A kubeconfig comes from a tenant's Secret: whatever it is, it is read or refused. */
class KubeConfigProperties {
  private static final List<String> VALUES =
      List.of(
          "null",
          "7",
          "-1",
          "[]",
          "{}",
          "''",
          "x",
          "https://example.com:6443",
          "https://[::1",
          "http://a b",
          "file:///etc/passwd",
          "AAAA",
          "'%'",
          "true",
          "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t",
          "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t");

  @Property
  void anyFieldsAreReadOrRefused(@ForAll("documents") String text) {
    parseOrRefuse(text);
  }

  @Property
  void anyTextIsReadOrRefused(@ForAll String text) {
    parseOrRefuse(text);
  }

  private static void parseOrRefuse(String text) {
    try {
      assertThat(KubeConfig.parse(text, true).config()).isNotNull();
    } catch (RefusedKubeConfig refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> documents() {
    return Arbitraries.of(VALUES).list().ofSize(9).map(KubeConfigProperties::document);
  }

  private static String document(List<String> values) {
    return """
        apiVersion: v1
        kind: Config
        current-context: a
        contexts: [{name: a, context: {cluster: c, user: u, namespace: %s}}]
        clusters: [{name: c, cluster: {server: %s, certificate-authority-data: %s, tls-server-name: %s, proxy-url: %s}}]
        users: [{name: u, user: {token: %s, client-certificate-data: %s, client-key-data: %s, as: %s}}]
        """
        .formatted(values.toArray());
  }
}

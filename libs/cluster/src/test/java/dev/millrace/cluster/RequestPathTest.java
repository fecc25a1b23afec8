package dev.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

  @Test
  void encodesNamesAndQueries() {
    assertThat(
            RequestPath.ofApi("rbac.authorization.k8s.io/v1")
                .segment("clusterroles")
                .segment("system:a b")
                .query("labelSelector", "a in (b,c)"))
        .hasToString(
            "/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Aa%20b"
                + "?labelSelector=a+in+%28b%2Cc%29");
    assertThat(RequestPath.ofApi("v1")).hasToString("/api/v1");
  }

  @Test
  void knowsTheNamespaceItLeadsInto() {
    RequestPath shop = RequestPath.ofApi("v1").segment("namespaces").segment("shop");
    assertThat(shop.namespace()).isEqualTo("shop");
    assertThat(shop.segment("pods").segment("web").query("pretty", "/namespaces/x").namespace())
        .isEqualTo("shop");
    assertThat(RequestPath.ofApi("v1").segment("nodes").namespace()).isEmpty();
    assertThat(RequestPath.ofApi("v1").segment("namespaces").namespace()).isEmpty();
  }

  @Test
  void knowsWhatItLeadsToWithoutNames() {
    RequestPath shop = RequestPath.ofApi("v1").segment("namespaces").segment("shop");
    assertThat(shop.type()).isEqualTo("/api/v1/namespaces/*");
    shop.segment("pods");
    assertThat(shop.type()).isEqualTo("/api/v1/pods");
    shop.segment("web");
    assertThat(shop.type()).isEqualTo("/api/v1/pods/*");
    shop.segment("log").query("dryRun", "All").query("force", "true");
    assertThat(shop.type()).isEqualTo("/api/v1/pods/*/log?dryRun=All");
    assertThat(RequestPath.ofApi("apps/v1").segment("deployments").type())
        .isEqualTo("/apis/apps/v1/deployments");
    assertThat(RequestPath.root("version").type()).isEqualTo("/version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "a%2fb"})
  void refusesNamesThatWouldLeadElsewhere(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestPath.ofApi("v1").segment("namespaces").segment(name));
  }
}

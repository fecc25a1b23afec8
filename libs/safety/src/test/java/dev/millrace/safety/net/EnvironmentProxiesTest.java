package dev.millrace.safety.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.safety.Sensitive;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxiesTest {
  private static final String PROXY = "http://proxy.example.com:3128";

  @Test
  void eachSchemeHasItsProxy() {
    EnvironmentProxies proxies =
        EnvironmentProxies.of(
            Map.of("HTTP_PROXY", "http://plain:1", "https_proxy", "http://secure:2"));
    assertThat(proxies.forTarget(URI.create("http://a.example.com/x")))
        .hasValueSatisfying(proxy -> assertThat(proxy.address()).hasToString("http://plain:1"));
    assertThat(proxies.forTarget(URI.create("https://a.example.com/x")))
        .hasValueSatisfying(proxy -> assertThat(proxy.address()).hasToString("http://secure:2"));
    assertThat(EnvironmentProxies.of(Map.of()).forTarget(URI.create("https://a"))).isEmpty();
  }

  @Test
  void capitalsComeFirst() {
    EnvironmentProxies proxies =
        EnvironmentProxies.of(Map.of("HTTPS_PROXY", "http://big:1", "https_proxy", "http://low:2"));
    assertThat(proxies.select(URI.create("https://a.example.com")))
        .containsExactly(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("big", 1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *                          | https://github.com             | true
          github.com                 | https://github.com             | true
          github.com                 | https://API.GitHub.com         | true
          github.com                 | https://mygithub.com           | false
          .github.com                | https://github.com             | false
          .github.com                | https://api.github.com         | true
          *.github.com               | https://api.github.com         | true
          *.github.com               | https://github.com             | false
          github.com:8443            | https://github.com             | false
          github.com:443             | https://github.com             | true
          .cluster.local.,.svc       | http://s.ns.svc.cluster.local. | true
          .cluster.local.,.svc       | http://s.ns.svc                | true
          10.0.0.0/8                 | https://10.96.0.1              | true
          10.0.0.0/8                 | https://11.96.0.1              | false
          10.0.0.0/8                 | https://ten.example.com        | false
          10.1.2.3:6443              | https://10.1.2.3:6443          | true
          10.1.2.3:6443              | https://10.1.2.3               | false
          fd00::/8                   | https://[fd12::1]:6443         | true
          [fd12::1]:6443             | https://[fd12::1]:6443         | true
          ' x.example.com , b.io '   | https://b.io                   | true
          nothing.example.com        | http://localhost:8080          | true
          nothing.example.com        | http://127.0.0.2:8080          | true
          nothing.example.com        | http://[::1]:8080              | true
          nothing.example.com        | http://169.254.169.254/latest  | true
          """)
  void targetsOfNoProxyAreReachedDirectly(String list, URI target, boolean direct) {
    EnvironmentProxies proxies =
        EnvironmentProxies.of(Map.of("HTTP_PROXY", PROXY, "HTTPS_PROXY", PROXY, "NO_PROXY", list));
    assertThat(proxies.forTarget(target).isEmpty()).isEqualTo(direct);
    assertThat(proxies.select(target).equals(java.util.List.of(Proxy.NO_PROXY))).isEqualTo(direct);
  }

  @Test
  void readsTheLoginOfAProxy() {
    EnvironmentProxies proxies =
        EnvironmentProxies.of(Map.of("HTTPS_PROXY", "me:p%40ss:w%2Brd@proxy.example.com:3128"));
    ProxySettings proxy = proxies.forTarget(URI.create("https://github.com")).orElseThrow();
    assertThat(proxy.address()).hasToString(PROXY);
    assertThat(proxy.username()).isEqualTo("me");
    assertThat(proxy.authorization().orElseThrow().reveal())
        .isEqualTo("Basic bWU6cEBzczp3K3Jk")
        .as("base64 of me:p@ss:w+rd");
  }

  @Test
  void theProxyOfAnObjectIsNotAskedForWhatOnlyTheNodeCanReach() {
    ProxyChoice choice = ProxyChoice.of(new ProxySettings(URI.create(PROXY), null, null));
    assertThat(choice.forTarget(URI.create("https://sts.googleapis.com/v1/token"))).isPresent();
    assertThat(choice.forTarget(URI.create("http://127.0.0.1:8080/"))).isPresent();
    assertThat(choice.forTarget(URI.create("http://169.254.169.254/token"))).isEmpty();
  }

  @Test
  void noneCountWhereTheProcessHasNone() {
    assertThat(EnvironmentProxies.ofProcess().forTarget(URI.create("https://a"))).isEmpty();
  }

  /** The login would go over the wire in the clear. */
  @ParameterizedTest
  @ValueSource(strings = {"https", "HTTPS", "socks5", "socks5h", "socks4"})
  void refusesProxiesThatItWouldSpeakToInTheWrongWay(String scheme) {
    assertThatThrownBy(
            () -> ProxySettings.parse(Sensitive.of(scheme + "://me:hunter2@proxy.example.com:1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(scheme.toLowerCase(Locale.ROOT) + ":// are not supported")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void namesTheVariableThatMakesNoSenseAndNotItsContent() {
    assertThatThrownBy(
            () -> EnvironmentProxies.of(Map.of("HTTPS_PROXY", "socks5://me:hunter2@proxy:1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HTTPS_PROXY")
        .hasMessageNotContaining("hunter2");
  }
}

package dev.millrace.safety.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY-CASES.md row 46: where user-given addresses may not lead. */
class EgressPolicyTest {
  private static final EnvironmentProxies DIRECT = EnvironmentProxies.of(Map.of());

  private final EgressPolicy policy = EgressPolicy.of(List.of(), List.of("10.96.0.0/12"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "224.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fd00:ec2::254",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "10.96.0.1"
      })
  void row46RefusesWhatOnlyTheNodeOrItsOperatorShouldReach(String address) {
    assertThat(policy.allows(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "192.168.1.1", "8.8.8.8", "2001:db8::1", "172.20.0.9"})
  void allowsTheRest(String address) {
    assertThat(policy.allows(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void anOperatorOpensWhatIsRefusedElseButNotWhatHeRefuses() {
    EgressPolicy open = EgressPolicy.of(List.of("127.0.0.0/8"), List.of("127.0.0.9/32"));
    assertThat(open.allows(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
    assertThat(open.allows(InetAddress.ofLiteral("127.0.0.9"))).isFalse();
  }

  @Test
  void row46RefusesAHostOneOfWhoseAddressesIsRefused() {
    assertThat(
            policy.allowsAll(
                List.of(InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("127.0.0.1"))))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080/x",
        "https://localhost/",
        "http://[::1]/",
        "http://0.0.0.0/"
      })
  void row46RefusesTargetsOnTheNode(String target) {
    assertThatThrownBy(() -> policy.requireAllowed(URI.create(target), DIRECT))
        .isInstanceOf(ForbiddenTarget.class)
        .hasMessageContaining("--egress-allow-cidrs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8080/x", "https://localhost/"})
  void row46RefusesAddressesBehindAProxyAsWell(String target) {
    EnvironmentProxies proxies =
        EnvironmentProxies.of(
            Map.of("HTTP_PROXY", "http://10.1.1.1", "HTTPS_PROXY", "http://10.1.1.1"));
    assertThatThrownBy(() -> policy.requireAllowed(URI.create(target), proxies))
        .isInstanceOf(ForbiddenTarget.class);
  }

  @Test
  void leavesNamesToTheProxy() {
    EnvironmentProxies proxies = EnvironmentProxies.of(Map.of("HTTPS_PROXY", "http://10.1.1.1"));
    assertThatNoException()
        .isThrownBy(() -> policy.requireAllowed(URI.create("https://nowhere.invalid/"), proxies));
  }

  @Test
  void opensEverythingOnRequest() {
    assertThat(EgressPolicy.open().allows(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
    assertThat(EgressPolicy.open().allows(InetAddress.ofLiteral("::1"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "host/8", "10.0.0.0/x", ""})
  void saysWhichRangeIsNone(String range) {
    assertThatThrownBy(() -> AddressRange.parse(range))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(range);
  }
}

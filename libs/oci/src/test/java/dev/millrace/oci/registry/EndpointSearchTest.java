package dev.millrace.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.oci.ImageReference;
import dev.millrace.oci.Protection;
import dev.millrace.oci.RegistryAccess;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.RegistryException.Reason;
import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import dev.millrace.servers.FakeClock;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.ProxyServer;
import dev.millrace.servers.ScriptedServer;
import dev.millrace.servers.TestAuthority;
import dev.millrace.servers.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In which order registries are asked over TLS and over plain HTTP; a proxy sees it. */
class EndpointSearchTest {
  private final ProxyServer proxy = ProxyServer.start(null);
  private final FakeClock clock = new FakeClock();
  private final PlainRegistries plain = new PlainRegistries(clock);

  @AfterEach
  void stop() {
    proxy.close();
  }

  @Test
  void asksOverTlsFirst() throws IOException {
    var authority = TestAuthority.create();
    try (var secure = registry(Transport.https(authority))) {
      var trusting =
          access(Protection.PREFERRED).withTls(TlsMaterial.trusting(authority.certificate()));

      assertThat(tags(secure.host(), trusting)).containsExactly("1.0");

      assertThat(proxy.requests().getFirst()).isEqualTo("CONNECT " + secure.host());
    }
  }

  @Test
  void takesPlainHttpWhereTheServerDoesNotSpeakTls() throws IOException {
    try (var registry = registry(Transport.http(0))) {
      assertThat(tags(registry.host(), access(Protection.PREFERRED))).containsExactly("1.0");

      assertThat(proxy.requests())
          .contains("CONNECT " + registry.host(), "GET http://%s/v2/".formatted(registry.host()));
    }
  }

  @Test
  void remembersWhichRegistriesSpeakPlainHttp() throws IOException {
    try (var registry = registry(Transport.http(0))) {
      tags(registry.host(), access(Protection.PREFERRED));
      int asked = proxy.requests().size();

      tags(registry.host(), access(Protection.PREFERRED));

      assertThat(proxy.requests().subList(asked, proxy.requests().size()))
          .isNotEmpty()
          .allMatch(request -> request.startsWith("GET http://"));
    }
  }

  @Test
  void looksAgainWhetherARegistrySpeaksTls() throws IOException {
    try (var registry = registry(Transport.http(0))) {
      tags(registry.host(), access(Protection.PREFERRED));
      int asked = proxy.requests().size();
      clock.pass(Duration.ofMinutes(10));

      tags(registry.host(), access(Protection.PREFERRED));

      assertThat(proxy.requests().subList(asked, proxy.requests().size()))
          .contains("CONNECT " + registry.host());
    }
  }

  @Test
  void asksOverTlsAgainWhenPlainHttpNoLongerAnswers() throws IOException {
    var authority = TestAuthority.create();
    var trusting =
        access(Protection.PREFERRED).withTls(TlsMaterial.trusting(authority.certificate()));
    try (var secure = registry(Transport.https(authority))) {
      plain.add(secure.host(), trusting);

      assertThat(tags(secure.host(), trusting)).containsExactly("1.0");
      assertThat(plain.contains(secure.host(), trusting)).isFalse();
    }
  }

  @Test
  void row33StillVerifiesServersWherePlainHttpIsAllowed() {
    try (var secure = registry(Transport.https(TestAuthority.create()))) {
      assertThatThrownBy(() -> tags(secure.host(), access(Protection.PREFERRED)))
          .isInstanceOfSatisfying(
              RegistryException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.UNTRUSTED_SERVER))
          .hasMessageContaining("GET https://%s/v2/: x509", secure.host())
          .hasMessageContaining("GET http://%s/v2/", secure.host());
    }
  }

  @Test
  void leavesARegistryAloneThatAsksForIt() {
    var authority = TestAuthority.create();
    try (var busy =
        ScriptedServer.start(
            Transport.https(authority), exchange -> ScriptedServer.reply(exchange, 429, ""))) {
      var trusting =
          access(Protection.PREFERRED).withTls(TlsMaterial.trusting(authority.certificate()));

      assertThatThrownBy(() -> tags(busy.host(), trusting))
          .isInstanceOfSatisfying(
              RegistryException.class, e -> assertThat(e.asksForPatience()).isTrue())
          .hasMessageNotContaining("http://");
    }
  }

  @Test
  void asksOverPlainHttpOnlyWhereNoProtectionIsWanted() throws IOException {
    try (var registry = registry(Transport.http(0))) {
      tags(registry.host(), access(Protection.NONE));

      assertThat(proxy.requests()).isNotEmpty().allMatch(r -> r.startsWith("GET http://"));
    }
  }

  private static OciRegistry registry(Transport transport) {
    var registry = OciRegistry.start(transport, null);
    registry.putImage("org/app", "1.0");
    return registry;
  }

  private RegistryAccess access(Protection protection) {
    return RegistryAccess.anonymous()
        .withProtection(protection)
        .withProxy(new ProxySettings(proxy.address(), null, null))
        .withTimeout(Duration.ofSeconds(20));
  }

  private List<String> tags(String host, RegistryAccess access) throws IOException {
    try (var client = RegistryClient.open(access, plain)) {
      return client.tags(ImageReference.parse("oci://" + host + "/org/app"));
    }
  }
}

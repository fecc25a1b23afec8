package dev.millrace.runtime.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.runtime.flags.FlagParser;
import dev.millrace.runtime.flags.TestFlags;
import dev.millrace.safety.net.EnvironmentProxies;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControllerMainTest {
  private static final URI TARGET = URI.create("https://charts.example.com");

  private final ProxySelector before = ProxySelector.getDefault();

  @AfterEach
  void restoreTheProxiesOfTheProcess() {
    ProxySelector.setDefault(before);
  }

  /** The JDK keeps logins from proxies that lead to https targets unless it is told not to. */
  @Test
  void proxiesThatMakeTunnelsMayBeToldWhoWeAre() {
    assertThat(ControllerMain.settings(FlagParser.parse(new TestFlags())))
        .containsEntry("jdk.http.auth.tunneling.disabledSchemes", "")
        .containsEntry("quarkus.log.level", "INFO");
  }

  @Test
  void everyClientOfTheProcessGoesThroughTheProxiesOfItsEnvironment() {
    ControllerMain.useProxies(Map.of("HTTPS_PROXY", "http://proxy.example.com:3128"));
    assertThat(ProxySelector.getDefault().select(TARGET).getFirst().address())
        .hasToString("proxy.example.com/<unresolved>:3128");
    assertThat(EnvironmentProxies.ofProcess().forTarget(TARGET)).isPresent();
  }

  @Test
  void doesNotStartWithAProxyThatCanNotBeSpokenTo() {
    var err = new ByteArrayOutputStream();
    int code =
        ControllerMain.run(
            new TestFlags(),
            System.out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("HTTPS_PROXY", "https://me:hunter2@proxy.example.com:3128"));
    assertThat(code).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("HTTPS_PROXY", "https:// are not supported", "http://host:port")
        .doesNotContain("hunter2");
    assertThat(ProxySelector.getDefault()).isSameAs(before);
  }
}

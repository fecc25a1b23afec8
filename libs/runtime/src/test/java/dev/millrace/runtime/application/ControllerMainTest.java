package dev.millrace.runtime.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.runtime.flags.FlagParser;
import org.junit.jupiter.api.Test;

class ControllerMainTest {
  /** The JDK keeps logins from proxies that lead to https targets unless it is told not to. */
  @Test
  void proxiesThatMakeTunnelsMayBeToldWhoWeAre() {
    assertThat(ControllerMain.settings(FlagParser.parse(new TestFlags())))
        .containsEntry("jdk.http.auth.tunneling.disabledSchemes", "")
        .containsEntry("quarkus.log.level", "INFO");
  }
}

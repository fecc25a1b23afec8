package dev.millrace.runtime.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.runtime.flags.CommonFlags;
import dev.millrace.runtime.flags.ControllerFlags;
import dev.millrace.runtime.flags.FlagParser;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ControllerMainTest {
  @Command(name = "test-controller")
  private static final class TestFlags implements ControllerFlags {
    @Mixin private CommonFlags common = new CommonFlags();

    @Override
    public CommonFlags common() {
      return common;
    }

    @Override
    public int concurrent() {
      return 1;
    }
  }

  /** The JDK keeps logins from proxies that lead to https targets unless it is told not to. */
  @Test
  void proxiesThatMakeTunnelsMayBeToldWhoWeAre() {
    assertThat(ControllerMain.settings(FlagParser.parse(new TestFlags())))
        .containsEntry("jdk.http.auth.tunneling.disabledSchemes", "")
        .containsEntry("quarkus.log.level", "INFO");
  }
}

package dev.millrace.runtime.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagParserTest {
  @Test
  void defaultsAreThoseOfFlux() {
    TestFlags flags = parse();
    CommonFlags common = flags.common();
    assertThat(common.logLevel()).isEqualTo(CommonFlags.LogLevel.INFO);
    assertThat(common.minRetryDelay()).isEqualTo(Duration.ofMillis(750));
    assertThat(common.maxRetryDelay()).isEqualTo(Duration.ofMinutes(15));
    assertThat(common.healthAddr()).isEqualTo(new ListenAddress("", 9440));
    assertThat(common.metricsAddr()).isEqualTo(new ListenAddress("", 8080));
    assertThat(common.intervalJitterPercentage()).isEqualTo(5);
    assertThat(common.watchScope("flux-system").namespace()).isEmpty();
    assertThat(common.leaderElection().enabled()).isFalse();
    assertThat(common.leaderElection().leaseDuration()).isEqualTo(Duration.ofSeconds(35));
    assertThat(flags.dependencies.requeueDependency()).isEqualTo(Duration.ofSeconds(30));
    assertThat(flags.events.address()).isEmpty();
    assertThat(flags.tenancy.defaultServiceAccount()).isEmpty();
    assertThat(flags.featureGates().on("GitShallowClone")).isTrue();
  }

  @Test
  void takesFlagsFromTheEnvironmentUnlessTheyAreGiven() {
    Map<String, String> environment =
        Map.of(
            "MILLRACE_KUBE_API_BURST", "7",
            "MILLRACE_ENABLE_LEADER_ELECTION", "true",
            "MILLRACE_LOG_LEVEL", "error");
    TestFlags flags = FlagParser.parse(new TestFlags(), environment, "--log-level=debug");
    assertThat(flags.common().kubeApiBurst()).isEqualTo(7);
    assertThat(flags.common().leaderElection().enabled()).isTrue();
    assertThat(flags.common().logLevel()).isEqualTo(CommonFlags.LogLevel.DEBUG);
    assertThat(flags.common().maxRetryDelay()).isEqualTo(Duration.ofMinutes(15));
    assertThat(EnvironmentVariable.of("--receiverAddr")).isEqualTo("MILLRACE_RECEIVER_ADDR");
  }

  @Test
  void helpListsFlagsAndNamesTheVariables() {
    assertThat(FlagParser.usage(new TestFlags()))
        .contains("--kube-api-qps", "--feature-gates", "MILLRACE_LOG_LEVEL=debug");
  }

  @Test
  void readsFlagsAsFluxWritesThem() {
    TestFlags flags =
        parse(
            "--events-addr=http://notification-controller.flux-system.svc.cluster.local./",
            "--watch-all-namespaces=false",
            "--no-cross-namespace-refs",
            "--default-service-account=tenant",
            "--max-retry-delay=1h30m",
            "--log-level=DEBUG",
            "--feature-gates=GitShallowClone=false,ObjectLevelWorkloadIdentity=true");
    assertThat(flags.events.address())
        .contains(URI.create("http://notification-controller.flux-system.svc.cluster.local./"));
    assertThat(flags.common().watchScope("own").namespace()).contains("own");
    assertThat(flags.tenancy.noCrossNamespaceRefs()).isTrue();
    assertThat(flags.tenancy.defaultServiceAccount()).contains("tenant");
    assertThat(flags.common().maxRetryDelay()).isEqualTo(Duration.ofMinutes(90));
    assertThat(flags.common().logLevel()).isEqualTo(CommonFlags.LogLevel.DEBUG);
    assertThat(flags.featureGates().on("GitShallowClone")).isFalse();
    assertThat(flags.featureGates().on("ObjectLevelWorkloadIdentity")).isTrue();
  }

  @Test
  void theLastOfRepeatedFlagsCounts() {
    assertThat(parse("--health-addr=:1", "--health-addr=:2").common().healthAddr().port())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --no-cross-namespace-ref              | did you mean --no-cross-namespace-refs?
          --heath-addr=:9440                    | unknown flag --heath-addr; did you mean --health-addr?
          --quite-something-else                | unknown flag --quite-something-else
          --min-retry-delay=soon                | --min-retry-delay
          --health-addr=9440                    | not an address like :8080
          --health-addr=:99999                  | no port from 0 to 65535
          --feature-gates=GitShalowClone=true   | did you mean GitShallowClone?
          --feature-gates=GitShallowClone=maybe | must be set to true or false
          --kube-api-qps=fast                   | is not a number
          --kube-api-burst=7.5                  | is not a whole number
          --events-addr=:::                     | --events-addr=::: is no address
          debug                                 | unexpected argument 'debug'; flags begin with --
          --interval-jitter-percentage=100      | --interval-jitter-percentage=100 must be from 0 to 99
          --min-retry-delay=0s                  | --min-retry-delay=0s must be longer than 0s
          --max-retry-delay=5ms                 | --max-retry-delay=5ms must be not shorter than --min-retry-delay, which is 750ms
          """)
  void refusesWhatMakesNoSense(String argument, String message) {
    assertThatThrownBy(() -> parse(argument))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void saysWhichVariableMakesNoSense() {
    Map<String, String> environment = Map.of("MILLRACE_LOG_LEVEL", "loud");

    assertThatThrownBy(() -> FlagParser.parse(new TestFlags(), environment))
        .hasMessageContaining("--log-level")
        .hasMessageEndingWith("(from the variable MILLRACE_LOG_LEVEL)");
    assertThatThrownBy(() -> FlagParser.parse(new TestFlags(), Map.of(), "--log-level=loud"))
        .hasMessageNotContaining("MILLRACE_LOG_LEVEL");
  }

  private static TestFlags parse(String... args) {
    return FlagParser.parse(new TestFlags(), args);
  }
}

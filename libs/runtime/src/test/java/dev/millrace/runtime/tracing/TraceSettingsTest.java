package dev.millrace.runtime.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceSettingsTest {
  private static final Optional<URI> FLAG = Optional.of(URI.create("http://flag:4318"));

  @Test
  void theFlagCountsMoreThanTheVariableAndGetsThePathOfTheProtocol() {
    TraceSettings settings = read(FLAG, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://other:4318"));

    assertThat(settings.address()).hasToString("http://flag:4318/v1/traces");
  }

  @Test
  void theAddressForTracesAloneIsTakenAsItIs() {
    TraceSettings settings =
        read(
            Optional.empty(),
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://all:4318",
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "https://traces/otlp"));

    assertThat(settings.address()).hasToString("https://traces/otlp");
  }

  @Test
  void headersOfTracesCountMoreAndStaySecret() {
    TraceSettings settings =
        read(
            FLAG,
            Map.of(
                "OTEL_EXPORTER_OTLP_HEADERS", "a=1",
                "OTEL_EXPORTER_OTLP_TRACES_HEADERS", "Authorization=Bearer%20t%3D, x=2"));

    assertThat(settings.headers().reveal())
        .isEqualTo(Map.of("Authorization", "Bearer t=", "x", "2"));
    assertThat(settings.toString()).doesNotContain("Bearer");
  }

  @Test
  void nothingIsSentWhenOpenTelemetryIsSwitchedOff() {
    assertThat(TraceSettings.read(FLAG, Map.of(), Map.of("OTEL_SDK_DISABLED", "true"))).isEmpty();
    assertThat(TraceSettings.read(FLAG, Map.of(), Map.of("OTEL_TRACES_EXPORTER", "none")))
        .isEmpty();
    assertThat(TraceSettings.read(Optional.empty(), Map.of(), Map.of())).isEmpty();
  }

  @Test
  void variablesSayWhatTheProgramIs() {
    TraceSettings settings =
        read(
            FLAG,
            Map.of(
                "OTEL_RESOURCE_ATTRIBUTES", "k8s.cluster.name=west,service.name=x",
                "OTEL_SERVICE_NAME", "mine"));

    assertThat(settings.resource())
        .containsEntry("k8s.cluster.name", "west")
        .containsEntry("service.name", "mine");
  }

  @Test
  void aShareOfTracesIsTheSameForAllControllers() {
    Sampling half = Sampling.of("parentbased_traceidratio", "0.5");

    assertThat(half.takes("0".repeat(32))).isTrue();
    assertThat(half.takes("f".repeat(32))).isFalse();
    assertThat(Sampling.of("always_off", "").takes("0".repeat(32))).isFalse();
    assertThat(Sampling.of("", "").takes("f".repeat(32))).isTrue();
  }

  @Test
  void whatMakesNoSenseIsNamed() {
    assertThatThrownBy(() -> Sampling.of("jaeger_remote", ""))
        .hasMessageContaining("OTEL_TRACES_SAMPLER")
        .hasMessageContaining("jaeger_remote");
    assertThatThrownBy(() -> Sampling.of("traceidratio", "2"))
        .hasMessageContaining("OTEL_TRACES_SAMPLER_ARG");
    assertThatThrownBy(
            () -> read(FLAG, Map.of("OTEL_EXPORTER_OTLP_HEADERS", "secret-without-a-name")))
        .hasMessageContaining("OTEL_EXPORTER_OTLP_HEADERS")
        .hasMessageNotContaining("secret-without-a-name");
  }

  private static TraceSettings read(Optional<URI> flag, Map<String, String> environment) {
    return TraceSettings.read(flag, Map.of("service.name", "x"), environment).orElseThrow();
  }
}

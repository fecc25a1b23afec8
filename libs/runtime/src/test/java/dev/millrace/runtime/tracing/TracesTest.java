package dev.millrace.runtime.tracing;

import static dev.millrace.runtime.tracing.Collector.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.Timestamp;
import dev.millrace.api.source.GitRepository;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Lineage;
import dev.millrace.runtime.reconcile.RunTrace;
import dev.millrace.runtime.schedule.SteadyClock;
import dev.millrace.runtime.tracing.Collector.Received;
import dev.millrace.servers.FakeClock;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracesTest {
  private static final Artifact ARTIFACT =
      new Artifact(
          "gitrepository/apps/shop/1.tar.gz",
          "http://source/1.tar.gz",
          "main@sha1:1234",
          "sha256:abcd",
          Timestamp.MISSING,
          1L,
          Map.of());
  private static final String CANARY = "c4n4ry-of-a-token";

  private final FakeClock clock = new FakeClock();
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void aRunIsASpanAndEachStepAChildOfIt() throws Exception {
    try (Collector collector = new Collector()) {
      Received received =
          sent(
              collector,
              run -> {
                run.step("fetch", () -> run.step("connect", this::workForASecond));
                run.ended(Outcome.ready("stored"), Optional.of("main@sha1:1234"));
              });

      JsonNode root = received.span("reconcile GitRepository");
      JsonNode fetch = received.span("fetch");
      JsonNode connect = received.span("connect");
      assertThat(received.path()).isEqualTo("/v1/traces");
      assertThat(received.resource("service.name")).isEqualTo("source-controller");
      assertThat(attribute(root, "object.group")).isEqualTo("source.toolkit.fluxcd.io");
      assertThat(attribute(root, "object.kind")).isEqualTo("GitRepository");
      assertThat(attribute(root, "object.namespace")).isEqualTo("apps");
      assertThat(attribute(root, "object.name")).isEqualTo("shop");
      assertThat(attribute(root, "revision")).isEqualTo("main@sha1:1234");
      assertThat(attribute(root, "reason")).isEqualTo("Succeeded");
      assertThat(attribute(root, "result")).isEqualTo("Ready");
      assertThat(root.path("status").path("code").asInt()).isEqualTo(1);
      assertThat(root.has("parentSpanId")).isFalse();
      assertThat(fetch.path("parentSpanId")).isEqualTo(root.path("spanId"));
      assertThat(connect.path("parentSpanId")).isEqualTo(fetch.path("spanId"));
      assertThat(connect.path("traceId")).isEqualTo(root.path("traceId"));
      assertThat(seconds(root)).isEqualTo(1);
    }
  }

  @Test
  void stepsTakeAsLongAsTheyTakeWhereverTheClockIsPut() throws Exception {
    try (Collector collector = new Collector()) {
      Received received =
          sent(
              collector,
              run -> {
                run.step("fetch", this::workForASecond);
                clock.put(Duration.ofHours(-1));
                run.step("publish", this::workForASecond);
                run.ended(Outcome.ready("stored"), Optional.empty());
              });

      assertThat(seconds(received.span("fetch"))).isEqualTo(1);
      assertThat(seconds(received.span("publish"))).isEqualTo(1);
      assertThat(seconds(received.span("reconcile GitRepository"))).isEqualTo(2);
    }
  }

  @Test
  void aFailureTellsItsReasonAndNothingOfItsCause() throws Exception {
    try (Collector collector = new Collector()) {
      environment.put("OTEL_EXPORTER_OTLP_HEADERS", "X-Key=" + CANARY);
      ReconcileFailure failure =
          new ReconcileFailure(
              GeneralReason.INTERNAL_ERROR,
              "the remote refused",
              new IllegalStateException("password " + CANARY));
      Received received =
          sent(
              collector,
              run -> {
                assertThatThrownBy(
                        () ->
                            run.step(
                                "fetch",
                                () -> {
                                  throw failure;
                                }))
                    .isSameAs(failure);
                assertThatThrownBy(
                        () ->
                            run.step(
                                "publish",
                                () -> {
                                  throw new IllegalStateException(CANARY);
                                }))
                    .hasMessage(CANARY);
                run.ended(new Outcome.Retry(failure), Optional.empty());
              });

      JsonNode step = received.span("fetch");
      assertThat(step.path("status").path("code").asInt()).isEqualTo(2);
      assertThat(step.path("status").path("message").asText()).contains("the remote refused");
      assertThat(attribute(step, "reason")).isEqualTo("InternalError");
      assertThat(received.span("publish").path("status").path("code").asInt()).isEqualTo(2);
      assertThat(received.headers()).containsEntry("X-Key", CANARY);
      assertThat(received.body()).doesNotContain(CANARY);
    }
  }

  @Test
  void runsOfOneRevisionAreOneTraceBelowTheRunThatMadeTheArtifact() throws Exception {
    try (Collector collector = new Collector()) {
      JsonNode made = lineage(collector, Lineage.making(ARTIFACT));
      JsonNode used = lineage(collector, Lineage.using(ARTIFACT));
      JsonNode pushed = lineage(collector, Lineage.pushing(ARTIFACT.revision()));

      assertThat(used.path("traceId")).isEqualTo(made.path("traceId"));
      assertThat(used.path("parentSpanId")).isEqualTo(made.path("spanId"));
      assertThat(pushed.path("traceId")).isEqualTo(made.path("traceId"));
    }
  }

  @Test
  void stepsOfTheRunThatMadeAnArtifactAreItsChildren() throws Exception {
    try (Collector collector = new Collector()) {
      Received received =
          sent(
              collector,
              run -> {
                run.step("publish", () -> "done");
                run.belongsTo(() -> Lineage.making(ARTIFACT));
                run.ended(Outcome.ready("stored"), Optional.empty());
              });

      assertThat(received.span("publish").path("parentSpanId"))
          .isEqualTo(received.span("reconcile GitRepository").path("spanId"));
    }
  }

  @Test
  void aCollectorThatRefusesStopsNothing() throws Exception {
    try (Collector collector = new Collector()) {
      collector.answer(503);
      try (Traces traces = traces(collector)) {
        end(traces);
        collector.next();
        collector.answer(200);
        end(traces);
        collector.next();
      }
    }
  }

  @Test
  void withoutACollectorNobodyLooks() {
    try (Traces traces = Traces.start(Optional.empty(), Map.of(), environment, this::steady)) {
      assertThat(traces.begins(repository())).isSameAs(RunTrace.UNSEEN);
    }
  }

  private static JsonNode lineage(Collector collector, Lineage lineage) throws Exception {
    return new TracesTest()
        .sent(
            collector,
            run -> {
              run.belongsTo(() -> lineage);
              run.ended(Outcome.ready("done"), Optional.empty());
            })
        .span("reconcile GitRepository");
  }

  private interface Play {
    void with(RunTrace run) throws Exception;
  }

  private Received sent(Collector collector, Play play) throws Exception {
    try (Traces traces = traces(collector)) {
      play.with(traces.begins(repository()));
    }
    return collector.next();
  }

  private Traces traces(Collector collector) {
    return Traces.start(
        Optional.of(collector.address()),
        Map.of("service.name", "source-controller"),
        environment,
        this::steady);
  }

  private SteadyClock steady() {
    return SteadyClock.from(clock, clock::nanoTime);
  }

  private static void end(Traces traces) {
    traces.begins(repository()).ended(Outcome.ready("done"), Optional.empty());
  }

  private boolean workForASecond() {
    clock.pass(Duration.ofSeconds(1));
    return true;
  }

  private static double seconds(JsonNode span) {
    return (nanos(span, "endTimeUnixNano") - nanos(span, "startTimeUnixNano")) / 1e9;
  }

  private static long nanos(JsonNode span, String key) {
    return Long.parseLong(span.path(key).asText());
  }

  private static GitRepository repository() {
    GitRepository repository = new GitRepository();
    repository.setMetadata(
        new ObjectMetaBuilder().withName("shop").withNamespace("apps").withUid("uid-1").build());
    return repository;
  }

  @Test
  void addressesWithPasswordsAreRefusedAndNotRepeated() {
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://user:" + CANARY + "@collector:4318");

    assertThatThrownBy(() -> Traces.check(Optional.<URI>empty(), environment))
        .hasMessageContaining("OTEL_EXPORTER_OTLP_ENDPOINT")
        .hasMessageNotContaining(CANARY);
  }
}

package dev.millrace.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.runtime.outcome.Severity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventPostTest {
  private static final EventSubject SUBJECT =
      new EventSubject(
          "kustomize.toolkit.fluxcd.io/v1",
          "Kustomization",
          "apps",
          "shop",
          "uid-1",
          "7",
          Map.of("event.toolkit.fluxcd.io/env", "prod"));

  private static final Duration LONG = Duration.ofSeconds(60);

  private final Deque<Integer> answers = new ArrayDeque<>();
  private final List<String> received = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer server = newServer();

  @BeforeEach
  void listen() {
    server.createContext(
        "/",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          Integer answer = answers.poll();
          exchange.sendResponseHeaders(answer == null ? 202 : answer, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    http.close();
  }

  @Test
  void sendsTheBodyThatNotificationControllerExpects() throws Exception {
    post(Notice.info("ReconciliationSucceeded", "done").with(Map.of("revision", "main@sha1:1")));
    JsonNode body = new ObjectMapper().readTree(received.getFirst());
    assertThat(body.at("/involvedObject/kind").asText()).isEqualTo("Kustomization");
    assertThat(body.at("/involvedObject/uid").asText()).isEqualTo("uid-1");
    assertThat(body.path("severity").asText()).isEqualTo("info");
    assertThat(body.path("reason").asText()).isEqualTo("ReconciliationSucceeded");
    assertThat(body.path("timestamp").asText()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(body.path("metadata").path("kustomize.toolkit.fluxcd.io/revision").asText())
        .isEqualTo("main@sha1:1");
    assertThat(body.path("metadata").path("event.toolkit.fluxcd.io/env").asText())
        .isEqualTo("prod");
    assertThat(body.path("reportingController").asText()).isEqualTo("kustomize-controller");
    assertThat(body.path("reportingInstance").asText()).isEqualTo("pod-1");
  }

  @Test
  void triesAgainAfterServerErrorsWithGrowingPauses() throws Exception {
    answers.addAll(List.of(503, 500, 202));
    post(Notice.error("X", "x"));
    assertThat(received).hasSize(3);
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void triesForAsLongAsAServiceTakesToBeReplacedAndThenGivesUp() throws Exception {
    answers.addAll(Collections.nCopies(20, 500));
    post(Notice.error("X", "x"));
    assertThat(received).hasSize(12);
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void whoWaitsForNewsIsToldWhenItWasTakenOrTheServiceFails() throws Exception {
    answers.addAll(List.of(500, 202));
    EventMessage message = message(Notice.error("X", "x"));
    Outstanding outstanding = new Outstanding();
    outstanding.add(SUBJECT);
    List<Boolean> ends = new ArrayList<>();
    newPost(_ -> ends.add(outstanding.await(SUBJECT, LONG)), outstanding).deliver(message);
    ends.add(outstanding.await(SUBJECT, LONG));
    assertThat(ends).containsExactly(true, true);
    assertThat(received).hasSize(2);
  }

  @Test
  void aDuplicateIsNotSentAgain() throws Exception {
    answers.add(429);
    post(Notice.info("X", "x"));
    assertThat(received).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void routineNewsStaysInTheCluster() throws Exception {
    post(Notice.trace("X", "x"));
    assertThat(received).isEmpty();
  }

  @Test
  void newsForProgramsIsSentAndNotStored() throws Exception {
    Notice signal = new Notice(Severity.SIGNAL, "X", "x", Map.of());
    post(signal);
    assertThat(message(signal).isStored()).isFalse();
    assertThat(new ObjectMapper().readTree(received.getFirst()).path("severity").asText())
        .isEqualTo("info");
  }

  @Test
  void longMessagesAreCut() {
    EventMessage message = message(Notice.info("X", "x".repeat(50_000)));
    assertThat(message.message()).hasSize(39_000).endsWith("...");
  }

  @Test
  void errorsAreWarnings() {
    assertThat(message(Notice.error("X", "x")).type()).isEqualTo("Warning");
    assertThat(message(Notice.trace("X", "x")).type()).isEqualTo("Normal");
    assertThat(message(Notice.error("X", "x")).severity()).isEqualTo(Severity.ERROR);
  }

  private void post(Notice notice) throws InterruptedException {
    newPost(pauses::add, new Outstanding()).deliver(message(notice));
  }

  private EventPost newPost(EventPost.Pause pause, Outstanding outstanding) {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    return new EventPost(address, http, new KubernetesSerialization(), pause, outstanding);
  }

  private static EventMessage message(Notice notice) {
    return EventMessage.of(
        SUBJECT, notice, Instant.parse("2026-01-01T00:00:00.5Z"), "kustomize-controller", "pod-1");
  }

  private static HttpServer newServer() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

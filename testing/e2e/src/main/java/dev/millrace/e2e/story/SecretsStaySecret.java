package dev.millrace.e2e.story;

import dev.millrace.e2e.process.Controller;
import dev.millrace.servers.WebhookSink.Received;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every Secret of the story holds the same value. It is looked for in all that the controllers
 * said: logs, events, conditions, statuses and diffs, metrics, traces, what the chat was sent, and
 * what the status page shows to somebody who may see everything.
 */
public final class SecretsStaySecret implements Step {
  private final Canary canary = Canary.of(Stage.SECRET);
  private final List<String> told = new ArrayList<>();

  @Override
  public String title() {
    return "No secret was told to anybody";
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    long begin = System.nanoTime();
    searchLogs(stage);
    searchObjects(stage);
    searchMetrics(stage);
    searchNotifications(stage);
    searchTraces(stage);
    searchStatusPage(stage);
    Expect.isTrue("the value of a Secret was found in " + told, told.isEmpty());
    stage
        .progress()
        .happened("secrets", "no log, object, metric, trace, message or page holds one", begin);
  }

  private void searchLogs(Stage stage) {
    try (Stream<Path> logs = Files.list(stage.folder().resolve("logs"))) {
      for (Path log : logs.toList()) {
        search("the log " + log.getFileName(), Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All objects of all kinds, for nobody knows beforehand where a value may end up. */
  private void searchObjects(Stage stage) {
    stage.cluster().everything().forEach(this::searchObject);
  }

  private void searchObject(GenericKubernetesResource object) {
    if (object.getKind().equals("Secret")) {
      object.setAdditionalProperties(null);
    }
    search(
        "%s %s/%s"
            .formatted(
                object.getKind(),
                object.getMetadata().getNamespace(),
                object.getMetadata().getName()),
        Serialization.asYaml(object));
  }

  private void searchMetrics(Stage stage) throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (Controller controller : stage.cast()) {
        HttpRequest request =
            HttpRequest.newBuilder(stage.metrics(controller))
                .timeout(Duration.ofSeconds(60))
                .build();
        search(
            "the metrics of " + controller.program(),
            http.send(request, HttpResponse.BodyHandlers.ofString()).body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void searchNotifications(Stage stage) {
    for (Received each : stage.sink().received()) {
      search("a message to " + each.uri().getPath(), each.headers() + each.body());
    }
  }

  private void searchTraces(Stage stage) {
    Expect.isTrue("traces should be sent", !stage.collector().received().isEmpty());
    for (Received each : stage.collector().received()) {
      search("a trace", each.headers() + each.body());
    }
  }

  private void searchStatusPage(Stage stage) throws InterruptedException {
    try (StatusPageReader page =
        StatusPageReader.as(stage, "flux-system", "notification-controller")) {
      search("the status page", shown(page, "/"));
      for (GenericKubernetesResource each : stage.cluster().everything()) {
        if (each.getApiVersion().contains(".toolkit.fluxcd.io/")) {
          String path =
              "/objects/%s/%s/%s"
                  .formatted(
                      each.getKind(),
                      each.getMetadata().getNamespace(),
                      each.getMetadata().getName());
          search("the status page at " + path, shown(page, path));
        }
      }
    }
  }

  /** Kinds that the page does not show have no page of their own. */
  private static String shown(StatusPageReader page, String path) throws InterruptedException {
    HttpResponse<String> answer = page.read(path);
    Expect.isTrue(
        "the status page at %s answers %d".formatted(path, answer.statusCode()),
        answer.statusCode() == 200 || answer.statusCode() == 404);
    return answer.body();
  }

  private void search(String where, String text) {
    Expect.isTrue(where + " should say something", !text.isBlank());
    if (canary.isIn(text)) {
      told.add(where);
    }
  }
}

package dev.millrace.e2e.monitoring;

import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.story.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the metrics of all controllers, as a Prometheus with our PodMonitor would store them. */
public final class Scrape {
  private Scrape() {}

  /** The series of this moment. */
  public static List<Sample> of(Stage stage) throws InterruptedException {
    List<Sample> samples = new ArrayList<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (Controller controller : stage.cast()) {
        Map<String, String> target = target(controller);
        samples.add(new Sample("up", target, 1));
        Sample.readAll(text(http, stage.metrics(controller)))
            .forEach(sample -> samples.add(sample.scrapedFrom(target)));
      }
    }
    return samples;
  }

  /** The metrics of this moment, those of the same name of all controllers in one. */
  public static Collection<MetricFamily> families(Stage stage) throws InterruptedException {
    Map<String, MetricFamily> families = new LinkedHashMap<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (Controller controller : stage.cast()) {
        MetricFamily.readAll(text(http, stage.metrics(controller)))
            .forEach(family -> families.merge(family.name(), family, MetricFamily::and));
      }
    }
    return families.values();
  }

  /** The series that one controller offers at this moment. */
  public static List<Sample> of(URI metrics) throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return Sample.readAll(text(http, metrics));
    }
  }

  private static Map<String, String> target(Controller controller) {
    return Map.of(
        "job", "flux-system/millrace",
        "namespace", "flux-system",
        "pod", controller.program() + "-0",
        "container", "manager",
        "endpoint", "http-prom");
  }

  private static String text(HttpClient http, URI address) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(1)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.millrace.e2e.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.e2e.monitoring.Selector.LabelMatcher;
import dev.millrace.kustomize.KustomizeOptions;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.safety.FileTree;
import dev.millrace.servers.Repository;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Everything that {@code manifests/monitoring} asks Prometheus for. */
public final class Queries {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\(\\s*([^,\\s]+)\\s*,\\s*([^)\\s]+)\\s*\\)");

  private final List<Query> queries = new ArrayList<>();

  private Queries() {}

  /**
   * One thing that is asked for.
   *
   * @param place the alert, or the board and panel
   */
  public record Query(String place, List<Selector> selectors) {
    /** What it reads of which there is nothing. */
    Stream<String> missingFrom(List<Sample> samples) {
      return selectors.stream()
          .filter(selector -> samples.stream().noneMatch(selector::matches))
          .map(selector -> place + " reads " + selector + ", and there is no such series");
    }
  }

  /** Those of the folder as kustomize builds it. */
  public static Queries ofManifests() {
    Queries found = new Queries();
    for (String document : built("monitoring").split("(?m)^---$")) {
      found.read(Serialization.unmarshal(document, JsonNode.class));
    }
    return found;
  }

  /** The objects of a folder below {@code manifests}. */
  static String built(String folder) {
    try {
      return new Kustomizer()
          .build(
              FileTree.onDisk(Repository.root().resolve("manifests")),
              folder,
              KustomizeOptions.commandLine())
          .toYaml();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them. */
  public List<Query> all() {
    return queries;
  }

  /** What is asked for and not among the samples; empty when nothing is empty. */
  public List<String> missingFrom(List<Sample> samples) {
    return queries.stream().flatMap(query -> query.missingFrom(samples)).distinct().toList();
  }

  private void read(JsonNode object) {
    switch (object.path("kind").asText()) {
      case "PrometheusRule" -> readRules(object);
      case "ConfigMap" -> object.path("data").forEach(board -> readBoard(parsed(board.asText())));
      default -> {}
    }
  }

  private void readRules(JsonNode object) {
    for (JsonNode group : object.path("spec").path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        add("alert " + rule.path("alert").asText(), rule.path("expr").asText());
      }
    }
  }

  private void readBoard(JsonNode board) {
    String title = "board '" + board.path("title").asText() + "'";
    for (JsonNode variable : board.path("templating").path("list")) {
      Matcher asked = LABEL_VALUES.matcher(variable.path("definition").asText());
      if (asked.matches()) {
        Selector any =
            new Selector(asked.group(1), List.of(new LabelMatcher(asked.group(2), "!=", "")));
        queries.add(new Query(title + " variable " + variable.path("name").asText(), List.of(any)));
      }
    }
    for (JsonNode panel : board.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        add(title + " panel '" + panel.path("title").asText() + "'", target.path("expr").asText());
      }
    }
  }

  /** A variable stands for what is chosen at first: everything, or the usual namespace. */
  private void add(String place, String expression) {
    String all =
        expression
            .replace("$operator_namespace", "flux-system")
            .replaceAll("\"\\$(namespace|kind|pod)\"", "\".*\"");
    queries.add(new Query(place, PromQuery.selectors(all)));
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a dashboard is not JSON", e);
    }
  }
}

package dev.millrace.e2e.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An object as it was read from the API server. */
public record Observed(GenericKubernetesResource object) {

  /** The value at a path of field names and list positions, such as {@code status.history.0}. */
  public Optional<Object> at(String path) {
    Object value = object.getAdditionalProperties();
    for (String part : path.split("\\.")) {
      value =
          switch (value) {
            case Map<?, ?> map -> map.get(part);
            case List<?> list when Integer.parseInt(part) < list.size() ->
                list.get(Integer.parseInt(part));
            case null, default -> null;
          };
    }
    return Optional.ofNullable(value);
  }

  /** The text at a path, or an empty one. */
  public String text(String path) {
    return at(path).map(Object::toString).orElse("");
  }

  /** The condition of a type, as a map of its fields; empty when it is not there. */
  public Map<?, ?> condition(String type) {
    if (at("status.conditions").orElse(List.of()) instanceof List<?> conditions) {
      for (Object each : conditions) {
        if (each instanceof Map<?, ?> condition && type.equals(condition.get("type"))) {
          return condition;
        }
      }
    }
    return Map.of();
  }

  /** Whether the object is Ready, and that is said of its present generation. */
  public boolean isReady() {
    return "True".equals(condition("Ready").get("status"))
        && text("status.observedGeneration")
            .equals(String.valueOf(object.getMetadata().getGeneration()));
  }

  /** The message of the Ready condition, or a note that there is none yet. */
  public String readyMessage() {
    Map<?, ?> ready = condition("Ready");
    return ready.isEmpty()
        ? "no Ready condition yet"
        : ready.get("reason") + ": " + ready.get("message");
  }
}

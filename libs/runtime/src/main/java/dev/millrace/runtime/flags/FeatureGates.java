package dev.millrace.runtime.flags;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which optional behaviours are on ({@code --feature-gates=Name=true,Other=false}, FLUX.md 1.10).
 *
 * @param enabled every gate the controller knows, with its value
 */
public record FeatureGates(Map<String, Boolean> enabled) {
  /** Copies the map. */
  public FeatureGates {
    enabled = Map.copyOf(enabled);
  }

  /**
   * Changes defaults by what the flag says.
   *
   * @throws IllegalArgumentException when a gate is unknown or its value is not true or false
   */
  public static FeatureGates parse(Map<String, Boolean> defaults, String text) {
    Map<String, Boolean> gates = new LinkedHashMap<>(defaults);
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        set(gates, part.strip());
      }
    }
    return new FeatureGates(gates);
  }

  /** Whether a gate is on. The gate must be one the controller knows. */
  public boolean on(String gate) {
    Boolean value = enabled.get(gate);
    if (value == null) {
      throw new IllegalArgumentException("there is no feature gate " + gate);
    }
    return value;
  }

  private static void set(Map<String, Boolean> gates, String assignment) {
    int equals = assignment.indexOf('=');
    String name = equals < 0 ? assignment : assignment.substring(0, equals);
    String value = equals < 0 ? "" : assignment.substring(equals + 1);
    if (!gates.containsKey(name)) {
      throw new IllegalArgumentException(
          "there is no feature gate " + name + NearestName.hint(name, gates.keySet()));
    }
    if (!value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException(
          "feature gate " + name + " must be set to true or false, not '" + value + "'");
    }
    gates.put(name, Boolean.valueOf(value));
  }
}

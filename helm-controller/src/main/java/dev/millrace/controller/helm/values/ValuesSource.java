package dev.millrace.controller.helm.values;

import java.util.Map;
import java.util.Optional;

/** Reads the ConfigMaps and Secrets of one namespace. */
@FunctionalInterface
public interface ValuesSource {
  /**
   * The data of an object, decoded.
   *
   * @param kind {@code ConfigMap} or {@code Secret}
   * @return empty if there is no such object
   */
  Optional<Map<String, String>> data(String kind, String name);
}

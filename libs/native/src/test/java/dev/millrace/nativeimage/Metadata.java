package dev.millrace.nativeimage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reachability metadata as native-image reads it, each entry once and in order. */
final class Metadata {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NONE = List.of();

  private final Map<String, Object> reflection = new TreeMap<>();
  private final Set<Map<String, Object>> resources =
      new TreeSet<>((left, right) -> left.toString().compareTo(right.toString()));

  /** A class of which an instance is made by its name. */
  void constructed(String type) {
    reflection.put(type, entry(type, List.of(method("<init>", NONE)), false));
  }

  /** A class of which an instance is made by its name from one value. */
  void constructedFrom(String type, Class<?> parameter) {
    List<Object> constructors = List.of(method("<init>", List.of(parameter.getName())));
    reflection.put(type, entry(type, constructors, false));
  }

  /** A class of which an instance is made and whose public fields are read. */
  void constructedWithFields(String type) {
    reflection.put(type, entry(type, List.of(method("<init>", NONE)), true));
  }

  /** A class whose public fields are read. */
  void fields(String type) {
    reflection.put(type, entry(type, List.of(), true));
  }

  /** An enumeration whose values are asked for. */
  void enumeration(String type) {
    reflection.put(type, entry(type, List.of(method("values", NONE)), false));
  }

  /** A security service that is made through {@code getInstance}. */
  void securityService(String type) {
    String text = String.class.getName();
    reflection.put(
        type,
        entry(
            type,
            List.of(
                method("getInstance", List.of(text)),
                method("getInstance", List.of(text, text)),
                method("getInstance", List.of(text, "java.security.Provider"))),
            false));
  }

  /** An interface that a proxy implements. */
  void proxy(String type) {
    reflection.put("proxy " + type, Map.of("type", Map.of("proxy", List.of(type))));
  }

  /** Files by their path, in which {@code *} stands for a name and {@code **} for a path. */
  void resource(String glob) {
    resources.add(Map.of("glob", glob));
  }

  /** A bundle of texts. */
  void bundle(String name) {
    resources.add(Map.of("bundle", name));
  }

  /** As JSON with a line for each entry. */
  String json() {
    return "{\n  \"reflection\": [\n"
        + lines(new ArrayList<>(reflection.values()))
        + "  ],\n  \"resources\": [\n"
        + lines(new ArrayList<>(resources))
        + "  ]\n}\n";
  }

  private static String lines(List<?> entries) {
    return String.join(",\n", entries.stream().map(each -> "    " + line(each)).toList()) + "\n";
  }

  private static String line(Object entry) {
    try {
      return JSON.writeValueAsString(entry);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> entry(String type, List<Object> methods, boolean fields) {
    Map<String, Object> entry = new TreeMap<>(Map.of("type", type, "methods", methods));
    if (fields) {
      entry.put("allPublicFields", true);
    }
    return entry;
  }

  private static Map<String, Object> method(String name, List<String> parameters) {
    return new TreeMap<>(Map.of("name", name, "parameterTypes", parameters));
  }
}

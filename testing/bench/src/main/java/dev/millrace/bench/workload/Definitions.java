package dev.millrace.bench.workload;

import dev.millrace.bench.suite.Scene;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Custom kinds of benchmarks. */
final class Definitions {
  static final String GROUP = "bench.example.com";
  private static final int PATIENCE_MINUTES = 2;

  private Definitions() {}

  /** A namespaced kind whose objects may hold any data. */
  static String of(String kind) {
    return """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: %1$ss.%3$s}
    spec:
      group: %3$s
      scope: Namespaced
      names: {kind: %2$s, plural: %1$ss, singular: %1$s}
      versions:
      - name: v1
        served: true
        storage: true
        schema:
          openAPIV3Schema:
            type: object
            properties:
              spec: {type: object, x-kubernetes-preserve-unknown-fields: true}
    """
        .formatted(kind.toLowerCase(Locale.ROOT), kind, GROUP);
  }

  static void add(Scene scene, String kind) {
    scene.cluster().apply("", of(kind));
  }

  static void awaitServed(Scene scene, String name) {
    scene
        .client()
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(name)
        .waitUntilCondition(Definitions::isServed, PATIENCE_MINUTES, TimeUnit.MINUTES);
  }

  private static boolean isServed(CustomResourceDefinition definition) {
    return definition != null
        && definition.getStatus() != null
        && definition.getStatus().getConditions() != null
        && definition.getStatus().getConditions().stream()
            .anyMatch(
                each -> each.getType().equals("Established") && each.getStatus().equals("True"));
  }
}

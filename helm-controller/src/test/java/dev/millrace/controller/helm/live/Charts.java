package dev.millrace.controller.helm.live;

import dev.millrace.servers.TarGz;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Charts that tests release. */
final class Charts {
  private static final String CONFIG =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: {{ .Release.Name }}-settings
      data:
        color: {{ .Values.color | quote }}
      """;

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: {{ .Release.Name }}
      spec:
        replicas: 1
        selector:
          matchLabels: {app: {{ .Release.Name }}}
        template:
          metadata:
            labels: {app: {{ .Release.Name }}}
            annotations:
              fake-kubelet/ready: {{ .Values.works | quote }}
              fake-kubelet/log: looks for its database
          spec:
            containers:
            - name: web
              image: example.com/web:1
      """;

  /** How a release is made that fails again and again. */
  static final String TRIED_AGAIN_AND_AGAIN =
      """
      timeout: 1s
      install: {strategy: {name: RetryOnFailure, retryInterval: 1s}}
      upgrade: {strategy: {name: RetryOnFailure, retryInterval: 1s}}
      """;

  private Charts() {}

  /** A ConfigMap with the value {@code color}. */
  static Map<String, String> config() {
    return of(Map.of("templates/config.yaml", CONFIG, "values.yaml", "color: blue\n"));
  }

  /** A ConfigMap and a Deployment that becomes ready unless {@code works} is false. */
  static Map<String, String> web() {
    return of(
        Map.of(
            "templates/config.yaml", CONFIG,
            "templates/web.yaml", DEPLOYMENT,
            "values.yaml", "color: blue\nworks: true\n"));
  }

  /** A chart with more files, or others. */
  static Map<String, String> with(Map<String, String> chart, String path, String text) {
    Map<String, String> changed = new LinkedHashMap<>(chart);
    changed.put(path, text);
    return changed;
  }

  /** The archive of a chart. */
  static byte[] packed(String name, String version, Map<String, String> files) {
    Map<String, byte[]> archive = new TreeMap<>();
    archive.put(
        name + "/Chart.yaml",
        bytes(
            "apiVersion: v2\nname: %s\nversion: %s\nappVersion: \"7\"\n".formatted(name, version)));
    files.forEach((path, text) -> archive.put(name + "/" + path, bytes(text)));
    return TarGz.of(archive);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Map<String, String> of(Map<String, String> files) {
    return new LinkedHashMap<>(files);
  }

  /** A Job that is a hook, and whether it succeeds. */
  static String hook(String name, String event, boolean succeeds) {
    return """
    apiVersion: batch/v1
    kind: Job
    metadata:
      name: %s
      annotations:
        helm.sh/hook: %s
    spec:
      backoffLimit: 0
      template:
        metadata:
          annotations:
            fake-kubelet/run-for: 100ms
            fake-kubelet/exit-code: "%d"
        spec:
          restartPolicy: Never
          containers:
          - name: main
            image: example.com/job:1
    """
        .formatted(name, event, succeeds ? 0 : 1);
  }

  /** A definition of a kind in a group of the namespace's own. */
  static String definition(Scene scene, String plural, String description) {
    return """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata:
      name: %1$s.GROUP.example.com
    spec:
      group: GROUP.example.com
      scope: Namespaced
      names: {plural: %1$s, singular: x%1$s, kind: X%1$s, listKind: X%1$sList}
      versions:
      - name: v1
        served: true
        storage: true
        schema: {openAPIV3Schema: {type: object, description: %2$s}}
    """
        .formatted(plural, description)
        .replace("GROUP", scene.namespace());
  }

  /** A ConfigMap "values" that makes releases run again when it changes. */
  static String watchedValues(String yaml) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: values
      labels: {reconcile.fluxcd.io/watch: Enabled}
    data:
      values.yaml: "%s"
    """
        .formatted(yaml);
  }
}

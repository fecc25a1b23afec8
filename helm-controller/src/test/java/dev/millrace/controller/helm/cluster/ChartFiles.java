package dev.millrace.controller.helm.cluster;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartDirectoryReader;
import dev.millrace.helm.chart.ChartException;
import dev.millrace.helm.chart.ChartLimits;
import dev.millrace.safety.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The chart of the tests, on disk where Helm's command finds it too. */
final class ChartFiles {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 1
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
            - {name: web, image: "{{ .Values.image }}", env: [{name: REV, value: "{{ .Release.Revision }}"}]}
      """;
  private static final String CONFIG =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: cm}
      data: {text: "{{ .Values.text }}", revision: "{{ .Release.Revision }}"}
      """;
  private static final String EXTRA =
      """
      {{- if .Values.extra }}
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: extra}
      {{- end }}
      """;
  private static final String HOOKS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: before
        annotations: {helm.sh/hook: "pre-install,pre-upgrade", helm.sh/hook-weight: "-5"}
      data: {n: "{{ .Release.Revision }}"}
      ---
      apiVersion: batch/v1
      kind: Job
      metadata:
        name: migrate
        annotations:
          helm.sh/hook: pre-install,pre-upgrade
          helm.sh/hook-weight: "5"
          helm.sh/hook-delete-policy: hook-succeeded
      spec:
        template: {spec: {restartPolicy: Never, containers: [{name: c, image: x}]}}
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: check
        annotations: {helm.sh/hook: test, fake-kubelet/run-for: 100ms}
      spec: {restartPolicy: Never, containers: [{name: c, image: x}]}
      """;

  private final Path folder;

  private ChartFiles(Path folder) {
    this.folder = folder;
  }

  /** A Pod that is a hook before the installation and fails. */
  static String failingHook(String annotation) {
    return """
    apiVersion: v1
    kind: Pod
    metadata:
      name: bad
      annotations:
        helm.sh/hook: pre-install
        fake-kubelet/run-for: 100ms
        fake-kubelet/exit-code: "3"
        %s
    spec: {restartPolicy: Never, containers: [{name: c, image: x}]}
    """
        .formatted(annotation);
  }

  /** Writes the chart below a folder, with more files or other ones. */
  static ChartFiles in(Path folder, Map<String, String> more) throws IOException {
    var files = new LinkedHashMap<String, String>();
    files.put("Chart.yaml", "apiVersion: v2\nname: app\nversion: 1.0.0\n");
    files.put("values.yaml", "text: one\nimage: nginx:1\nextra: false\n");
    files.put("templates/deployment.yaml", DEPLOYMENT);
    files.put("templates/config.yaml", CONFIG);
    files.put("templates/extra.yaml", EXTRA);
    files.put("templates/hooks.yaml", HOOKS);
    files.putAll(more);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return new ChartFiles(folder);
  }

  Path folder() {
    return folder;
  }

  Chart read() throws IOException, ChartException {
    return new ChartDirectoryReader(ChartLimits.defaults()).read(FileTree.onDisk(folder), "");
  }
}

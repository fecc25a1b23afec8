package dev.millrace.bench.release;

import java.util.HashMap;
import java.util.Map;

/** The templates of a Deployment without pods and a Service, about as large as those of podinfo. */
public final class PodinfoLikeChart {

  private static final String HELPERS =
      """
      {{- define "podlike.fullname" -}}
      {{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" -}}
      {{- end -}}
      {{- define "podlike.selectorLabels" -}}
      app.kubernetes.io/name: {{ include "podlike.fullname" . }}
      {{- end -}}
      {{- define "podlike.labels" -}}
      helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
      {{ include "podlike.selectorLabels" . }}
      app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
      app.kubernetes.io/managed-by: {{ .Release.Service }}
      {{- end -}}
      """;

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: {{ template "podlike.fullname" . }}
        labels:
          {{- include "podlike.labels" . | nindent 4 }}
      spec:
        {{- if not .Values.hpa.enabled }}
        replicas: {{ .Values.replicaCount }}
        {{- end }}
        strategy:
          type: RollingUpdate
          rollingUpdate: {maxUnavailable: 1}
        selector:
          matchLabels:
            {{- include "podlike.selectorLabels" . | nindent 6 }}
        template:
          metadata:
            labels:
              {{- include "podlike.selectorLabels" . | nindent 8 }}
            annotations:
              prometheus.io/scrape: "true"
              prometheus.io/port: "{{ .Values.service.httpPort }}"
          spec:
            terminationGracePeriodSeconds: 30
            containers:
            - name: {{ .Chart.Name }}
              image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
              imagePullPolicy: {{ .Values.image.pullPolicy }}
              command:
              - ./podlike
              - --port={{ .Values.service.httpPort }}
              - --level={{ .Values.logLevel }}
              {{- range $key, $value := .Values.extraArgs }}
              - --{{ $key }}={{ $value }}
              {{- end }}
              env:
              - name: UI_MESSAGE
                value: {{ quote .Values.ui.message }}
              ports:
              - {name: http, containerPort: {{ .Values.service.httpPort }}, protocol: TCP}
              livenessProbe:
                httpGet: {path: /healthz, port: http}
                {{- toYaml .Values.probes | nindent 10 }}
              readinessProbe:
                httpGet: {path: /readyz, port: http}
                {{- toYaml .Values.probes | nindent 10 }}
              resources:
                {{- toYaml .Values.resources | nindent 10 }}
            {{- with .Values.tolerations }}
            tolerations:
              {{- toYaml . | nindent 8 }}
            {{- end }}
      """;

  private static final String SERVICE =
      """
      {{- if .Values.service.enabled -}}
      apiVersion: v1
      kind: Service
      metadata:
        name: {{ template "podlike.fullname" . }}
        labels:
          {{- include "podlike.labels" . | nindent 4 }}
      spec:
        type: {{ .Values.service.type }}
        ports:
        - port: {{ .Values.service.httpPort }}
          targetPort: http
          protocol: TCP
          name: http
        selector:
          {{- include "podlike.selectorLabels" . | nindent 4 }}
      {{- end }}
      """;

  /** It ends well at once, on nodes that are played. */
  private static final String TEST =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: {{ template "podlike.fullname" . }}-test
        annotations:
          helm.sh/hook: test
          fake-kubelet/run-for: 0s
          fake-kubelet/exit-code: "0"
      spec:
        restartPolicy: Never
        containers:
        - {name: test, image: example.com/test, command: [wget, "{{ template "podlike.fullname" . }}"]}
      """;

  private static final String VALUES =
      """
      replicaCount: 0
      logLevel: info
      image: {repository: example.com/podlike, tag: "", pullPolicy: IfNotPresent}
      ui: {message: hello}
      service: {enabled: true, type: ClusterIP, httpPort: 9898}
      hpa: {enabled: false}
      extraArgs: {random-delay: false, random-error: false}
      probes: {initialDelaySeconds: 1, timeoutSeconds: 5, failureThreshold: 3}
      resources: {limits: {memory: 64Mi}, requests: {cpu: 1m, memory: 16Mi}}
      tolerations: []
      """;

  private static final Map<String, String> FILES =
      Map.of(
          "values.yaml",
          VALUES,
          "templates/_helpers.tpl",
          HELPERS,
          "templates/deployment.yaml",
          DEPLOYMENT,
          "templates/service.yaml",
          SERVICE);

  private PodinfoLikeChart() {}

  /** The chart. */
  public static PackedChart chart() {
    return PackedChart.of("podlike", FILES);
  }

  /** The chart with a test of its releases. */
  public static PackedChart withTest() {
    Map<String, String> files = new HashMap<>(FILES);
    files.put("templates/tests/pod.yaml", TEST);
    return PackedChart.of("podlike", files);
  }
}

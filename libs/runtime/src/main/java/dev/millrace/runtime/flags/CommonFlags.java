package dev.millrace.runtime.flags;

import dev.millrace.runtime.reconcile.WatchScope;
import dev.millrace.runtime.tracing.TraceAddress;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags every controller has (FLUX.md 1.9). */
@RegisterForReflection
public final class CommonFlags {
  /** Every controller's feature gates and their defaults (FLUX.md 1.10). */
  private static final Map<String, Boolean> GATES =
      Map.of("ObjectLevelWorkloadIdentity", false, "CacheSecretsAndConfigMaps", false);

  /** The least important lines that are logged. */
  public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    ERROR
  }

  /** How a log line is written. */
  public enum LogEncoding {
    JSON,
    CONSOLE
  }

  @Mixin private LeaderElectionFlags leaderElection = new LeaderElectionFlags();

  @Option(
      names = "--enable-auto-sharding",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      description = "replicas divide the objects among themselves; none has to lead")
  private boolean autoSharding;

  @Option(names = "--log-encoding", defaultValue = "json", description = "json or console")
  private LogEncoding logEncoding = LogEncoding.JSON;

  @Option(names = "--log-level", defaultValue = "info", description = "trace, debug, info or error")
  private LogLevel logLevel = LogLevel.INFO;

  @Option(
      names = "--kube-api-qps",
      defaultValue = "50",
      description = "requests to the Kubernetes API in a second")
  private float kubeApiQps;

  @Option(
      names = "--kube-api-burst",
      defaultValue = "300",
      description = "requests to the Kubernetes API that may come at once")
  private int kubeApiBurst;

  @Option(
      names = "--min-retry-delay",
      defaultValue = "750ms",
      description = "the delay after an object's first failure")
  private Duration minRetryDelay = Duration.ZERO;

  @Option(
      names = "--max-retry-delay",
      defaultValue = "15m",
      description = "the delay that failures of an object lead to at most")
  private Duration maxRetryDelay = Duration.ZERO;

  @Option(
      names = "--watch-all-namespaces",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "true",
      description = "look after all namespaces, not only the controller's own")
  private boolean watchAllNamespaces;

  @Option(
      names = "--watch-label-selector",
      defaultValue = "",
      description = "look only after objects with these labels")
  private String watchLabelSelector = "";

  @Option(
      names = "--watch-configs-label-selector",
      defaultValue = "reconcile.fluxcd.io/watch=Enabled",
      description = "the ConfigMaps and Secrets whose changes start runs")
  private String watchConfigsLabelSelector = "";

  @Option(
      names = "--interval-jitter-percentage",
      defaultValue = "5",
      description = "how far a periodic run may be from its time, in percent")
  private int intervalJitterPercentage;

  @Option(
      names = "--feature-gates",
      defaultValue = "",
      description = "Name=true|false, separated by commas")
  private String featureGates = "";

  @Option(
      names = "--token-cache-max-size",
      defaultValue = "100",
      description = "how many access tokens are kept")
  private int tokenCacheMaxSize;

  @Option(
      names = "--token-cache-max-duration",
      defaultValue = "1h",
      description = "how long an access token is kept")
  private Duration tokenCacheMaxDuration = Duration.ZERO;

  @Option(
      names = "--metrics-addr",
      defaultValue = "${env:METRICS_ADDR:-:8080}",
      description = "where metrics are served; 0 for nowhere")
  private ListenAddress metricsAddr = ListenAddress.NONE;

  @Option(
      names = "--health-addr",
      defaultValue = ":9440",
      description = "where /healthz and /readyz are served; 0 for nowhere")
  private ListenAddress healthAddr = ListenAddress.NONE;

  @Option(
      names = "--traces-addr",
      defaultValue = "",
      description =
          "the URL of an OpenTelemetry collector; no traces without it and without"
              + " OTEL_EXPORTER_OTLP_ENDPOINT")
  private String tracesAddr = "";

  /** How replicas agree on the one that works. */
  public LeaderElectionFlags leaderElection() {
    return leaderElection;
  }

  /**
   * Whether replicas divide the objects among themselves. They use the times of {@link
   * #leaderElection}, and elect nobody.
   */
  public boolean autoSharding() {
    return autoSharding;
  }

  /** How a log line is written. */
  public LogEncoding logEncoding() {
    return logEncoding;
  }

  /** The least important lines that are logged. */
  public LogLevel logLevel() {
    return logLevel;
  }

  /** Requests to the Kubernetes API in a second. */
  public float kubeApiQps() {
    return kubeApiQps;
  }

  /** Requests to the Kubernetes API that may come at once. */
  public int kubeApiBurst() {
    return kubeApiBurst;
  }

  /** The delay after an object's first failure. */
  public Duration minRetryDelay() {
    return minRetryDelay;
  }

  /** The delay that failures of an object lead to at most. */
  public Duration maxRetryDelay() {
    return maxRetryDelay;
  }

  /** Labels of the objects that are looked after; empty for all. */
  public String watchLabelSelector() {
    return watchLabelSelector;
  }

  /** Labels of the ConfigMaps and Secrets whose changes start runs. */
  public String watchConfigsLabelSelector() {
    return watchConfigsLabelSelector;
  }

  /** How far a periodic run may be from its time. */
  public int intervalJitterPercentage() {
    return intervalJitterPercentage;
  }

  /** How many access tokens are kept at most. */
  public int tokenCacheMaxSize() {
    return tokenCacheMaxSize;
  }

  /** How long an access token is kept at most. */
  public Duration tokenCacheMaxDuration() {
    return tokenCacheMaxDuration;
  }

  /** Where metrics are served. */
  public ListenAddress metricsAddr() {
    return metricsAddr;
  }

  /** The collector that traces are sent to, unless OpenTelemetry's variables name one. */
  public Optional<URI> tracesAddr() {
    return tracesAddr.isEmpty() ? Optional.empty() : Optional.of(tracesAddress(tracesAddr));
  }

  /** Where health is served. */
  public ListenAddress healthAddr() {
    return healthAddr;
  }

  /**
   * The objects this controller looks after.
   *
   * @param ownNamespace the namespace the controller runs in
   */
  public WatchScope watchScope(String ownNamespace) {
    return new WatchScope(
        watchAllNamespaces ? Optional.empty() : Optional.of(ownNamespace), watchLabelSelector);
  }

  FeatureGates featureGates(Map<String, Boolean> own) {
    Map<String, Boolean> all = new LinkedHashMap<>(GATES);
    all.putAll(own);
    return FeatureGates.parse(all, featureGates);
  }

  private static URI tracesAddress(String text) {
    try {
      return TraceAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--traces-addr: " + e.getMessage(), e);
    }
  }
}

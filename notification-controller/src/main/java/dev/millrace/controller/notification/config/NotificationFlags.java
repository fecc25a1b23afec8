package dev.millrace.controller.notification.config;

import dev.millrace.controller.notification.outbox.OutboxSettings;
import dev.millrace.controller.notification.statuspage.viewer.StatusPageSettings;
import dev.millrace.runtime.flags.CommonFlags;
import dev.millrace.runtime.flags.ControllerFlags;
import dev.millrace.runtime.flags.EgressFlags;
import dev.millrace.runtime.flags.ListenAddress;
import dev.millrace.runtime.flags.TenancyFlags;
import dev.millrace.safety.net.EgressPolicy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of notification-controller (FLUX.md 1.9). */
@RegisterForReflection
@Command(name = "notification-controller", description = "Events go out, webhooks come in.")
public final class NotificationFlags implements ControllerFlags {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  @Mixin private CommonFlags common = new CommonFlags();
  @Mixin private TenancyFlags tenancy = new TenancyFlags();
  @Mixin private EgressFlags egress = new EgressFlags();

  @Option(
      names = "--concurrent",
      defaultValue = "4",
      description = "how many objects of one kind are reconciled at the same time")
  private int concurrent;

  @Option(
      names = "--events-addr",
      defaultValue = "${env:EVENTS_ADDR:-:9090}",
      description = "where controllers post their events")
  private ListenAddress eventsAddr = ListenAddress.NONE;

  @Option(
      names = "--receiverAddr",
      defaultValue = ":9292",
      description = "where webhooks are received")
  private ListenAddress receiverAddr = ListenAddress.NONE;

  @Option(
      names = "--rate-limit-interval",
      defaultValue = "5m",
      description = "how long a repeated event is answered with 429")
  private Duration rateLimitInterval = Duration.ZERO;

  @Option(
      names = "--export-http-path-metrics",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      description = "put the path of requests into the metrics")
  private boolean exportHttpPathMetrics;

  @Option(
      names = "--outbox-path",
      defaultValue = "${env:OUTBOX_PATH:-}",
      description = "folder for the log of undelivered notifications; empty keeps them in memory")
  private String outboxPath = "";

  @Option(
      names = "--outbox-max-deliveries",
      defaultValue = "100000",
      description = "how many notifications may wait; more events are answered with 503")
  private int outboxMaxDeliveries;

  @Option(
      names = "--outbox-max-bytes",
      defaultValue = "268435456",
      description =
          "how many bytes the waiting notifications may have, and in memory a quarter of the heap;"
              + " more events are answered with 503")
  private long outboxMaxBytes;

  @Option(
      names = "--outbox-retention",
      defaultValue = "24h",
      description = "after how long a notification that can't be delivered is given up")
  private Duration outboxRetention = Duration.ZERO;

  @Option(
      names = "--status-page-addr",
      defaultValue = "0",
      description = "where the status page is served, such as :9393; 0 for nowhere")
  private ListenAddress statusPageAddr = ListenAddress.NONE;

  @Option(
      names = "--status-page-refresh",
      defaultValue = "5s",
      description = "how often open status pages look for changes")
  private Duration statusPageRefresh = Duration.ZERO;

  @Option(
      names = "--status-page-max-live",
      defaultValue = "100",
      description = "how many open status pages are kept up to date; others are reloaded by hand")
  private int statusPageMaxLive;

  @Override
  public CommonFlags common() {
    return common;
  }

  @Override
  public int concurrent() {
    return concurrent;
  }

  @Override
  public Map<String, Boolean> ownFeatureGates() {
    return Map.of("DisableConfigWatchers", false);
  }

  /** What keeps tenants apart. */
  public TenancyFlags tenancy() {
    return tenancy;
  }

  /** Where controllers post their events. */
  public ListenAddress eventsAddr() {
    return eventsAddr;
  }

  /** Where webhooks are received. */
  public ListenAddress receiverAddr() {
    return receiverAddr;
  }

  /** Where the status page is served. */
  public ListenAddress statusPageAddr() {
    return statusPageAddr;
  }

  /** The bounds of the status page. */
  public StatusPageSettings statusPage() {
    return StatusPageSettings.usual(statusPageRefresh, statusPageMaxLive);
  }

  /** How long a repeated event is refused. */
  public Duration rateLimitInterval() {
    return rateLimitInterval;
  }

  /** Whether metrics of requests are split by path. */
  public boolean exportHttpPathMetrics() {
    return exportHttpPathMetrics;
  }

  /** Bounds of what waits for delivery. */
  public OutboxSettings outbox() {
    Path folder = outboxPath.isEmpty() ? null : Path.of(outboxPath);
    return new OutboxSettings(
        folder,
        outboxMaxDeliveries,
        folder == null
            ? Math.min(outboxMaxBytes, Runtime.getRuntime().maxMemory() / 4)
            : outboxMaxBytes,
        outboxRetention,
        FIRST_PAUSE,
        LONGEST_PAUSE);
  }

  /** Where requests to user-given addresses may go. */
  public EgressPolicy egress() {
    return egress.policy();
  }
}

package dev.millrace.controller.notification.config;

import dev.millrace.runtime.flags.CommonFlags;
import dev.millrace.runtime.flags.ControllerFlags;
import dev.millrace.runtime.flags.ListenAddress;
import dev.millrace.runtime.flags.TenancyFlags;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of notification-controller (FLUX.md 1.9). */
@RegisterForReflection
@Command(name = "notification-controller", description = "Events go out, webhooks come in.")
public final class NotificationFlags implements ControllerFlags {
  @Mixin private CommonFlags common = new CommonFlags();
  @Mixin private TenancyFlags tenancy = new TenancyFlags();

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

  /** How long a repeated event is refused. */
  public Duration rateLimitInterval() {
    return rateLimitInterval;
  }

  /** Whether metrics of requests are split by path. */
  public boolean exportHttpPathMetrics() {
    return exportHttpPathMetrics;
  }
}

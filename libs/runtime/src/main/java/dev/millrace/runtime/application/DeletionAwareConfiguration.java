package dev.millrace.runtime.application;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.quarkiverse.operatorsdk.runtime.QuarkusConfigurationService;
import io.quarkiverse.operatorsdk.runtime.QuarkusControllerConfiguration;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import java.time.Duration;
import java.util.Optional;

/**
 * A reconciler's configuration that keeps the setting by which a reconciler sees deletions itself;
 * the Quarkus extension's own type always answers that it is off.
 */
final class DeletionAwareConfiguration<R extends HasMetadata>
    extends QuarkusControllerConfiguration<R> {
  private final ConfigurationService framework;

  private DeletionAwareConfiguration(
      QuarkusControllerConfiguration<R> built,
      ControllerConfiguration<R> wanted,
      ConfigurationService framework) {
    super(
        wanted.getInformerConfig(),
        wanted.getName(),
        wanted.isGenerationAware(),
        built.getAssociatedReconcilerClassName(),
        wanted.getRetry(),
        wanted.getRateLimiter(),
        Duration.ZERO,
        wanted.getFinalizerName(),
        wanted.fieldManager(),
        built.getWorkflow(),
        built.getResourceTypeName(),
        built.getResourceClass());
    this.framework = framework;
  }

  /**
   * What the build found out about a reconciler, changed by what the reconciler wants.
   *
   * @param framework what holds for all reconcilers
   */
  static <R extends HasMetadata> ControllerConfiguration<R> of(
      QuarkusConfigurationService service,
      ConfigurationService framework,
      ConfigurableReconciler<R> reconciler) {
    QuarkusControllerConfiguration<R> built = service.getConfigurationFor(reconciler);
    ControllerConfigurationOverrider<R> wishes = ControllerConfigurationOverrider.override(built);
    reconciler.updateConfigurationFrom(wishes);
    DeletionAwareConfiguration<R> configuration =
        new DeletionAwareConfiguration<>(built, wishes.build(), framework);
    configuration.setParent(service);
    return configuration;
  }

  @Override
  public ConfigurationService getConfigurationService() {
    return framework;
  }

  @Override
  public boolean triggerReconcilerOnAllEvents() {
    return true;
  }

  /** Our own schedule decides when objects are looked at again. */
  @Override
  public Optional<Duration> maxReconciliationInterval() {
    return Optional.empty();
  }
}

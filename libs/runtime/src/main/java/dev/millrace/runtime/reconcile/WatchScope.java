package dev.millrace.runtime.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import java.util.Optional;

/**
 * Which objects a controller looks after.
 *
 * @param namespace only objects of this namespace; empty for all ({@code --watch-all-namespaces})
 * @param labelSelector only objects with matching labels; empty for all ({@code
 *     --watch-label-selector})
 */
public record WatchScope(Optional<String> namespace, String labelSelector) {
  /** All objects of the cluster. */
  public static final WatchScope EVERYTHING = new WatchScope(Optional.empty(), "");

  <R extends HasMetadata> void apply(ControllerConfigurationOverrider<R> framework) {
    namespace.ifPresentOrElse(framework::settingNamespace, framework::watchingAllNamespaces);
    if (!labelSelector.isEmpty()) {
      framework.withLabelSelector(labelSelector);
    }
  }
}

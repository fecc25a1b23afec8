package dev.millrace.runtime.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.Cloner;

/**
 * Gives runs the objects of the framework's cache themselves. The framework would make a copy for
 * each run, by way of JSON, in case the run changes it; ours never change objects.
 */
public final class SharedObjects implements Cloner {
  @Override
  public <R extends HasMetadata> R clone(R object) {
    return object;
  }
}

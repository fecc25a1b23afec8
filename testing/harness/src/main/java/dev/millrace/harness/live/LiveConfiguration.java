package dev.millrace.harness.live;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import io.javaoperatorsdk.operator.api.config.ResolvedControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;

/** What the Quarkus extension finds out about a reconciler when it builds a controller. */
final class LiveConfiguration<R extends HasMetadata> extends ResolvedControllerConfiguration<R> {
  private LiveConfiguration(
      Class<R> kind, Class<? extends Reconciler<R>> reconciler, ConfigurationService service) {
    super(kind, reconciler.getSimpleName(), reconciler, service);
  }

  @SuppressWarnings("unchecked")
  static <R extends HasMetadata> LiveConfiguration<R> of(
      Reconciler<R> reconciler, ConfigurationService service) {
    Class<? extends Reconciler<R>> type = (Class<? extends Reconciler<R>>) reconciler.getClass();
    return new LiveConfiguration<>((Class<R>) kindOf(type), type, service);
  }

  /** The framework itself only looks at classes that name {@code Reconciler<R>} directly. */
  private static Class<?> kindOf(Class<?> reconciler) {
    return Arrays.stream(reconciler.getGenericInterfaces())
        .filter(ParameterizedType.class::isInstance)
        .map(ParameterizedType.class::cast)
        .filter(each -> each.getRawType() == ConfigurableReconciler.class)
        .map(each -> (Class<?>) each.getActualTypeArguments()[0])
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    reconciler.getName() + " must be a ConfigurableReconciler of its kind"));
  }
}

package dev.millrace.runtime.application;

import dev.millrace.api.meta.FluxObject;
import dev.millrace.runtime.metrics.StateSource;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.processing.Controller;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the reconcilers of this process look after, as their watches show it. A replica that waits
 * for the lead watches, too, but looks after nothing: else each object would be shown by all.
 */
final class ReconciledObjects implements StateSource {
  private final Operator operator;

  ReconciledObjects(Operator operator) {
    this.operator = operator;
  }

  @Override
  public Stream<? extends FluxObject> objects() {
    return working().stream()
        .flatMap(ReconciledObjects::watched)
        .filter(FluxObject.class::isInstance)
        .map(FluxObject.class::cast);
  }

  /** Whether this replica reconciles. */
  boolean atWork() {
    return !working().isEmpty();
  }

  private static Stream<?> watched(Controller<?> controller) {
    return controller.getEventSourceManager().getControllerEventSource().list(_ -> true);
  }

  private List<Controller<?>> working() {
    List<Controller<?>> working = new ArrayList<>();
    for (RegisteredController<?> each : operator.getRegisteredControllers()) {
      if (each instanceof Controller<?> controller && controller.getEventProcessor().isRunning()) {
        working.add(controller);
      }
    }
    return working;
  }
}

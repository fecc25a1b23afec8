package dev.millrace.runtime.application;

import dev.millrace.runtime.reconcile.ObjectKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Lets a controller of the framework look at objects that come to this replica. */
final class Arrivals {
  private Arrivals() {}

  static <R extends HasMetadata> Consumer<Predicate<ObjectKey>> at(
      RegisteredController<R> registered) {
    if (!(registered instanceof Controller<R> controller)) {
      throw new IllegalStateException("the framework registers other controllers than it did");
    }
    return arrived ->
        controller
            .getEventSourceManager()
            .getControllerEventSource()
            .list(object -> arrived.test(ObjectKey.of(object)))
            .map(ResourceID::fromResource)
            .forEach(id -> controller.getEventProcessor().handleEvent(new Event(id)));
  }
}

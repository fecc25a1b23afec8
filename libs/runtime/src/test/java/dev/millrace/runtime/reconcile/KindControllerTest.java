package dev.millrace.runtime.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.EventHandler;
import io.javaoperatorsdk.operator.processing.event.EventSourceRetriever;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** When the framework gets to hear of planned runs. Here no object can be read: all runs fail. */
class KindControllerTest {
  private static final Duration FIRST_RETRY = Duration.ofMillis(750);

  private final WidgetWorld world = new WidgetWorld();
  private final List<String> begun = new ArrayList<>();
  private long now;
  private boolean deleted;
  private Throwable failure = new IllegalStateException("nothing can be read");
  private final PlannedRuns<Widget> planned = new PlannedRuns<>(() -> now);
  private final KindController<Widget, Widget.Status> controller =
      new KindController<>(
          world.services(),
          world.kind(),
          world.frame(
              _ -> {
                throw new AssertionError("nothing can be read");
              }),
          WatchScope.EVERYTHING,
          "test",
          planned);

  @Test
  void aRunBeginsAgainWhenItsDelayIsOver() {
    assertThat(run().getScheduleDelay()).as("the framework's own timer").isEmpty();
    pass(FIRST_RETRY.minusNanos(1));
    assertThat(begun).isEmpty();
    pass(Duration.ofNanos(1));
    assertThat(begun).containsExactly("apps/w");
  }

  @Test
  void aRunTakesThePlaceOfTheOneThatWasPlanned() {
    run();
    run();
    pass(FIRST_RETRY);
    assertThat(begun).as("the second delay is twice as long").isEmpty();
    pass(FIRST_RETRY);
    assertThat(begun).hasSize(1);
  }

  @Test
  void anErrorOfTheVirtualMachineDelaysTheObjectOnly() {
    failure = new NoClassDefFoundError("gone");
    run();
    pass(FIRST_RETRY);
    assertThat(begun).hasSize(1);
  }

  @Test
  void aRunThatIsToldToEndIsTriedAgain() {
    Thread.currentThread().interrupt();
    run();
    pass(FIRST_RETRY);
    assertThat(begun).hasSize(1);
  }

  @Test
  void nothingIsPlannedForAnObjectThatIsGone() {
    run();
    deleted = true;
    run();
    pass(Duration.ofDays(1));
    assertThat(begun).isEmpty();
  }

  @Test
  void nothingIsPlannedForAnObjectThatIsLostToAnotherReplica() {
    run();
    world.lose(object -> object.name().equals("w"));
    pass(Duration.ofDays(1));
    assertThat(begun).isEmpty();
  }

  private UpdateControl<Widget> run() {
    return controller.reconcile(world.widget(), context());
  }

  private void pass(Duration time) {
    now += time.toNanos();
    planned.beginDue();
  }

  @SuppressWarnings("unchecked")
  private Context<Widget> context() {
    EventHandler handler =
        event ->
            begun.add(
                event.getRelatedCustomResourceID().getNamespace().orElse("")
                    + "/"
                    + event.getRelatedCustomResourceID().getName());
    EventSourceRetriever<Widget> sources =
        answering(
            EventSourceRetriever.class,
            arguments -> {
              ((EventSource<?, ?>) arguments[0]).setEventHandler(handler);
              return arguments[0];
            });
    return (Context<Widget>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "isPrimaryResourceDeleted" -> deleted;
                  case "eventSourceRetriever" -> sources;
                  default -> throw failure;
                });
  }

  private static <T> T answering(Class<T> type, Function<Object[], Object> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, _, arguments) -> answer.apply(arguments)));
  }
}

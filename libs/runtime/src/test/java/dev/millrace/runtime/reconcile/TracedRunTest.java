package dev.millrace.runtime.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What frames tell of runs to whoever traces. */
class TracedRunTest {
  private final WidgetWorld world = new WidgetWorld();
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void listen() {
    world.tracing =
        object -> {
          told.add("begins " + object.getMetadata().getName());
          return new Listener();
        };
  }

  @Test
  void tellsStepsAndHowTheRunEnded() {
    world.reconcile(
        run -> {
          run.take("fetch", () -> run.fact(Notice.REVISION, "main@sha1:12"));
          int count = run.step("count", () -> 3);
          return Outcome.ready("counted " + count);
        });

    assertThat(told)
        .containsExactly("begins w", "fetch", "count", "ended Ready Optional[main@sha1:12]");
  }

  @Test
  void aFailedStepEndsTheRunAndIsTold() {
    world.reconcile(
        run ->
            run.step(
                "fetch",
                () -> {
                  throw new ReconcileFailure(GeneralReason.INTERNAL_ERROR, "unreachable");
                }));

    assertThat(told).containsExactly("begins w", "fetch", "ended Retry Optional.empty");
  }

  @Test
  void theEndOfAnObjectIsTold() {
    world.reconcile(WidgetWorld.ending(Outcome.ready("done")));
    told.clear();
    world.widget().getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

    world.reconcile(WidgetWorld.ending(Outcome.ready("done")));

    assertThat(told).containsExactly("begins w", "ended Deleted Optional.empty");
  }

  private final class Listener implements RunTrace {
    @Override
    public <T, E extends Exception> T step(String name, Step<T, E> step) throws E {
      told.add(name);
      return step.take();
    }

    @Override
    public void belongsTo(Supplier<Lineage> lineage) {
      told.add("belongs to " + lineage.get().trace());
    }

    @Override
    public void ended(Outcome outcome, Optional<String> revision) {
      told.add("ended %s %s".formatted(outcome.getClass().getSimpleName(), revision));
    }
  }
}

package dev.millrace.runtime.reconcile;

import static dev.millrace.runtime.reconcile.WidgetWorld.ending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.outcome.RetryPolicy;
import dev.millrace.runtime.outcome.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class ReconcileFrameTest {
  private final WidgetWorld world = new WidgetWorld();

  private enum WidgetReason implements Reason {
    FETCH("FetchBroken");

    private final String text;

    WidgetReason(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }

    @Override
    public String conditionType() {
      return "FetchFailed";
    }
  }

  @Test
  void firstRunAddsTheFinalizerAndEndsReady() {
    var next = world.reconcile(ending(Outcome.ready("done")));
    assertThat(world.widget().hasFinalizer("finalizers.fluxcd.io")).isTrue();
    assertThat(world.conditions()).isEqualTo("Ready=True/Succeeded");
    assertThat(world.status().observedGeneration()).isEqualTo(1);
    assertThat(world.statusWrites.getFirst())
        .isEqualTo("Reconciling=True/Progressing Ready=Unknown/Progressing");
    assertThat(next).contains(Duration.ofMinutes(10));
    assertThat(world.violations()).isEmpty();
  }

  @Test
  void newsHasBeenTakenBeforeTheStatusSaysThatTheWorkIsDone() {
    world.reconcile(
        run -> {
          run.tell(Notice.info("NewArtifact", "stored"));
          return Outcome.ready("done");
        });
    assertThat(world.conditionsWhenTaken)
        .containsExactly("Reconciling=True/Progressing Ready=Unknown/Progressing");
    assertThat(world.conditions()).isEqualTo("Ready=True/Succeeded");
  }

  @Test
  void aCheckpointIsWrittenBeforeTheRunGoesOnHoweverUnhurriedProgressIs() {
    world.later = new ArrayList<>();
    List<String> stored = new ArrayList<>();
    world.reconcile(
        run -> {
          run.update(status -> status.withRevision("wanted"));
          run.checkpoint("pushing");
          stored.add(world.status().revision() + " " + world.conditions());
          return Outcome.ready("done");
        });
    assertThat(stored)
        .containsExactly("wanted Reconciling=True/Progressing Ready=Unknown/Progressing");
    assertThat(world.conditions()).isEqualTo("Ready=True/Succeeded");
  }

  @Test
  void aSteadyObjectCostsNoWrite() {
    world.reconcile(ending(Outcome.ready("done")));
    world.statusWrites.clear();
    world.clock.pass(Duration.ofMinutes(10));
    world.reconcile(ending(Outcome.unchanged("done")));
    assertThat(world.statusWrites).isEmpty();
    assertThat(world.notices).isEmpty();
  }

  @Test
  void aRunTakesAsLongAsItTakesWhereverTheClockIsPut() {
    List<Duration> soFar = new ArrayList<>();
    world.reconcile(
        run -> {
          world.clock.pass(Duration.ofSeconds(2));
          world.clock.put(Duration.ofHours(-1));
          soFar.add(run.elapsed());
          world.clock.pass(Duration.ofSeconds(3));
          world.clock.put(Duration.ofHours(2));
          return Outcome.ready("done");
        });
    assertThat(soFar).containsExactly(Duration.ofSeconds(2));
    assertThat(world.reports.getFirst().took()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aRequestIsEchoedAlsoWhenTheRunFails() {
    world.request("now");
    world.reconcile(failing(WidgetReason.FETCH));
    assertThat(world.status().lastHandledReconcileAt()).isEqualTo("now");
  }

  @Test
  void failureKeepsObservedGenerationAndTellsWhy() {
    world.reconcile(ending(Outcome.ready("done")));
    world.change();
    var next = world.reconcile(failing(WidgetReason.FETCH));
    assertThat(world.status().observedGeneration()).isEqualTo(1);
    assertThat(world.conditions())
        .isEqualTo(
            "Reconciling=True/ProgressingWithRetry Ready=False/FetchBroken"
                + " FetchFailed=True/FetchBroken");
    assertThat(world.notices).containsExactly(Notice.error("FetchBroken", "broken"));
    assertThat(next).contains(Duration.ofMillis(750));
    assertThat(world.violations()).isEmpty();
  }

  @Test
  void repeatedFailureWritesNothingNew() {
    var frame = world.frame(failing(WidgetReason.FETCH));
    world.reconcile(frame);
    world.statusWrites.clear();
    assertThat(world.reconcile(frame)).contains(Duration.ofMillis(1500));
    assertThat(world.statusWrites).isEmpty();
  }

  @Test
  void recoveryIsTold() {
    world.reconcile(failing(WidgetReason.FETCH));
    world.notices.clear();
    world.reconcile(ending(Outcome.unchanged("fine again")));
    assertThat(world.notices).containsExactly(Notice.info("Succeeded", "fine again"));
  }

  @Test
  void stalledObjectsWaitForAChangeAndAreObserved() {
    var next = world.reconcile(failing(GeneralReason.ACCESS_DENIED));
    assertThat(world.conditions()).isEqualTo("Stalled=True/AccessDenied Ready=False/AccessDenied");
    assertThat(world.status().observedGeneration()).isEqualTo(1);
    assertThat(next).isEmpty();
    assertThat(world.violations()).isEmpty();
  }

  @Test
  void dependenciesWaitTheFixedDelay() {
    assertThat(world.reconcile(failing(GeneralReason.DEPENDENCY_NOT_READY)))
        .contains(Duration.ofSeconds(30));
    assertThat(world.notices).extracting(Notice::severity).containsExactly(Severity.INFO);
  }

  @Test
  void suspendedObjectsAreLeftAlone() {
    world.widget().setSpec(new Widget.Spec(true, false));
    List<String> ran = new ArrayList<>();
    var next =
        world.reconcile(
            _ -> {
              ran.add("ran");
              return Outcome.ready("done");
            });
    assertThat(ran).isEmpty();
    assertThat(next).isEmpty();
    assertThat(world.conditions()).isEmpty();
  }

  @Test
  void suspendedObjectsAreObservedWhereTheKindSaysSo() {
    world.reconcile(ending(Outcome.ready("done")));
    world.change();
    world.widget().setSpec(new Widget.Spec(true, false));

    world.reconcile(ending(Outcome.ready("never said")));
    assertThat(world.status().observedGeneration()).isEqualTo(1);

    world.observesSuspended = true;
    world.reconcile(ending(Outcome.ready("never said")));
    assertThat(world.status().observedGeneration()).isEqualTo(2);
    assertThat(world.conditions()).isEqualTo("Ready=True/Succeeded");
  }

  @Test
  void aBugBecomesInternalErrorWithoutItsText() {
    var next =
        world.reconcile(
            _ -> {
              throw new IllegalStateException("password=hunter2");
            });
    assertThat(world.conditions()).contains("Ready=False/InternalError");
    assertThat(world.status().conditions().toString())
        .contains("IllegalStateException")
        .doesNotContain("hunter2");
    assertThat(next).contains(Duration.ofMillis(750));
  }

  @Test
  void statusChangesOfAFailedRunAreKept() {
    world.reconcile(
        run -> {
          run.update(status -> status.withRevision("r1"));
          throw new ReconcileFailure(WidgetReason.FETCH, "broken");
        });
    assertThat(world.status().revision()).isEqualTo("r1");
  }

  @Test
  void progressIsVisibleWhileRunning() {
    List<String> seen = new ArrayList<>();
    world.reconcile(
        run -> {
          run.reportOutdated("building");
          seen.add(world.conditions());
          return Outcome.ready("done");
        });
    assertThat(seen).containsExactly("Reconciling=True/Progressing Ready=Unknown/Progressing");
  }

  @Test
  void progressOfAShortRunIsNotWritten() {
    world.reconcile(ending(Outcome.ready("done")));
    world.statusWrites.clear();
    world.change();
    world.later = new ArrayList<>();

    world.reconcile(
        run -> {
          run.reportOutdated("building");
          return Outcome.ready("done");
        });
    world.later.forEach(Runnable::run);

    assertThat(world.statusWrites).containsExactly("Ready=True/Succeeded");
  }

  @Test
  void progressOfALongRunIsWrittenWithItsLastMessageAndGoesOnFromThere() {
    List<String> seen = new ArrayList<>();
    List<Runnable> later = new ArrayList<>();
    world.later = later;

    world.reconcile(
        run -> {
          run.reportOutdated("fetching");
          run.reportOutdated("building");
          later.forEach(Runnable::run);
          seen.add(message(run.status()) + "/" + message(world.status()));
          run.reportOutdated("waiting");
          seen.add(message(world.status()));
          return Outcome.ready("done");
        });

    assertThat(seen).last().isEqualTo("waiting");
    assertThat(seen.getFirst()).endsWith("/building");
  }

  @Test
  void timeSpentInTheQueueForASlotIsNoProgress() {
    List<Runnable> later = new ArrayList<>();
    world.later = later;

    world.reconcile(
        run -> {
          run.reportOutdated("building");
          run.letOthersGoFirst();
          assertThat(later).as("counts anew").hasSize(2);
          assertThat(world.calledOff).containsExactly(later.getFirst());
          return Outcome.ready("done");
        });
  }

  @Test
  void timeSpentWaitingWithoutASlotIsProgressAndTheQueueAfterwardsIsNot() {
    List<Runnable> later = new ArrayList<>();
    world.later = later;

    world.reconcile(
        run -> {
          run.reportOutdated("waiting");
          boolean calledOffMeanwhile = parked(run, () -> !world.calledOff.isEmpty());
          assertThat(calledOffMeanwhile).isFalse();
          assertThat(world.calledOff).containsExactly(later.getFirst());
          assertThat(later).hasSize(2);
          return Outcome.ready("done");
        });
  }

  private static boolean parked(Run<Widget, Widget.Status> run, Callable<Boolean> wait) {
    try {
      return run.parked(wait);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String message(Widget.Status status) {
    return status.conditions().isEmpty() ? "" : status.conditions().getFirst().message();
  }

  @Test
  void factsGoWithEveryEventOfTheRun() {
    world.reconcile(
        run -> {
          run.fact("revision", "r1");
          run.tell(Notice.info("NewArtifact", "stored"));
          return Outcome.ready("done");
        });
    assertThat(world.notices.getFirst().metadata()).containsEntry("revision", "r1");
  }

  @Test
  void aChangeDuringTheRunStartsTheNextOneAtOnce() {
    var next =
        world.reconcile(
            run -> {
              assertThat(run.superseded()).isFalse();
              world.change();
              assertThat(run.superseded()).isTrue();
              return Outcome.ready("done");
            });
    assertThat(next).contains(Duration.ZERO);
    assertThat(world.status().observedGeneration()).isEqualTo(1);
  }

  @Test
  void deletionCleansUpThenDropsTheFinalizer() {
    world.reconcile(ending(Outcome.ready("done")));
    world.widget().getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    List<String> cleaned = new ArrayList<>();
    world.reconcile(deleting(() -> cleaned.add("cleaned"), new Outcome.Deleted()));
    assertThat(cleaned).containsExactly("cleaned");
    assertThat(world.widget().getMetadata().getFinalizers()).isEmpty();
  }

  @Test
  void failedCleanupKeepsTheFinalizer() {
    world.reconcile(ending(Outcome.ready("done")));
    world.widget().getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    var next =
        world.reconcile(
            deleting(
                () -> {
                  throw new ReconcileFailure(WidgetReason.FETCH, "storage is away");
                },
                new Outcome.Deleted()));
    assertThat(world.widget().hasFinalizer("finalizers.fluxcd.io")).isTrue();
    assertThat(next).contains(Duration.ofMillis(750));
  }

  @Test
  void failedCleanupIsTriedAgainSoonHoweverLongTheObjectWaitsAfterOtherFailures() {
    world.retryInterval = Optional.of(Duration.ofHours(1));
    assertThat(world.reconcile(failing(WidgetReason.FETCH))).contains(Duration.ofHours(1));
    world.widget().getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

    var frame =
        world.frame(
            deleting(
                () -> {
                  throw new ReconcileFailure(WidgetReason.FETCH, "storage is away");
                },
                new Outcome.Deleted()));

    assertThat(world.reconcile(frame)).contains(Duration.ofMillis(750));
    assertThat(world.reconcile(frame)).contains(Duration.ofMillis(1500));
  }

  @Test
  void foreignFinalizersDoNotRunOurCleanup() {
    world.widget().addFinalizer("somebody.else/finalizer");
    world.widget().getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    List<String> cleaned = new ArrayList<>();
    world.reconcile(deleting(() -> cleaned.add("cleaned"), new Outcome.Deleted()));
    assertThat(cleaned).isEmpty();
  }

  @Test
  void staticObjectsLoseFinalizerAndStatus() {
    world.reconcile(ending(Outcome.ready("done")));
    world.widget().setSpec(new Widget.Spec(false, true));
    world.reconcile(ending(Outcome.ready("never")));
    assertThat(world.widget().getMetadata().getFinalizers()).isEmpty();
    assertThat(world.conditions()).isEmpty();
    assertThat(world.forgotten).hasSize(1);
  }

  @Test
  void anUnreachableServerDelaysTheObjectOnly() {
    world.writesToRefuse = 1;
    var frame = world.frame(ending(Outcome.ready("done")));
    assertThat(world.reconcile(frame)).contains(Duration.ofMillis(750));
    assertThat(world.reconcile(frame)).contains(Duration.ofMinutes(10));
    assertThat(world.conditions()).isEqualTo("Ready=True/Succeeded");
  }

  @Test
  void aGoneObjectIsNotReconciled() {
    world.stored = null;
    assertThat(world.reconcile(ending(Outcome.ready("done")))).isEmpty();
  }

  @Test
  void retryPoliciesDecideTheOutcome() {
    assertThat(Outcome.of(new ReconcileFailure(GeneralReason.FAILED, "x"), Duration.ZERO))
        .isInstanceOf(Outcome.Retry.class);
    assertThat(RetryPolicy.waitFor(Duration.ofSeconds(1)))
        .isEqualTo(new RetryPolicy.FixedWait(Duration.ofSeconds(1)));
  }

  private static Pipeline<Widget, Widget.Status> failing(Reason reason) {
    return _ -> {
      throw new ReconcileFailure(reason, "broken");
    };
  }

  private static Pipeline<Widget, Widget.Status> deleting(Runnable cleanup, Outcome outcome) {
    return new Pipeline<>() {
      @Override
      public Outcome run(Run<Widget, Widget.Status> run) {
        return Outcome.ready("done");
      }

      @Override
      public Outcome delete(Run<Widget, Widget.Status> run) {
        cleanup.run();
        return outcome;
      }
    };
  }

  @Test
  void reportsWhatThePipelineSaysForMetrics() {
    Instant stored = world.clock.instant().minusSeconds(30);
    world.reconcile(
        run -> {
          run.drift(3, 2);
          run.rollsOut(stored);
          return Outcome.ready("done");
        });
    RunReport report = world.reports.getFirst();
    assertThat(report.succeeded()).isTrue();
    assertThat(report.findings().driftFound()).isEqualTo(3);
    assertThat(report.findings().driftHealed()).isEqualTo(2);
    assertThat(report.offeredToReady()).contains(Duration.ofSeconds(30));
  }

  @Test
  void aRevisionIsNotWaitedForBeforeSomebodyWantsIt() {
    Instant created = world.clock.instant().minusSeconds(10);
    world.widget().getMetadata().setCreationTimestamp(created.toString());
    world.reconcile(rollingOut(created.minusSeconds(3600)));
    assertThat(world.reports.getFirst().offeredToReady()).contains(Duration.ofSeconds(10));
  }

  @Test
  void aPipelineSeesWhetherTheSpecIsNew() {
    List<Boolean> seen = new ArrayList<>();
    Pipeline<Widget, Widget.Status> look =
        run -> {
          seen.add(run.hasNewSpec());
          return Outcome.ready("done");
        };
    world.reconcile(look);
    world.reconcile(look);
    world.change();
    world.reconcile(look);
    world.reconcile(look);
    assertThat(seen).containsExactly(false, false, true, false);
  }

  private static Pipeline<Widget, Widget.Status> rollingOut(Instant offered) {
    return run -> {
      run.rollsOut(offered);
      return Outcome.ready("done");
    };
  }
}

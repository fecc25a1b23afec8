package dev.millrace.apply;

import static dev.millrace.apply.Objects.annotated;
import static dev.millrace.apply.Objects.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.ApplyOutcome.Applied;
import dev.millrace.apply.ApplyOutcome.Failed;
import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.health.HealthWait;
import dev.millrace.apply.inventory.GroupKind;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.observe.Observatory;
import dev.millrace.apply.plan.PlannedChange;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The stages in which objects are applied, and the waits between them. */
class ApplyStagesTest extends ApplierScene {
  @Test
  void appliesDefinitionsAndWaitsForThemBeforeTheRest() {
    KubeObject definition =
        object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "widgets.example.com");
    KubeObject widget = object("example.com/v1", "Widget", "w");
    cluster.onStore(
        stored ->
            stored.kind().equals("CustomResourceDefinition")
                ? stored.with(
                    List.of(Map.of("type", "Established", "status", "True")),
                    "status",
                    "conditions")
                : stored);

    Applied outcome = applied(request(widget, definition, NAMESPACE));

    assertThat(cluster.requests)
        .containsSubsequence(
            "create CustomResourceDefinition/widgets.example.com",
            "apply Namespace/app",
            "create Widget/app/w");
    assertThat(outcome.inventory().size()).isEqualTo(3);
  }

  @Test
  void stopsWhenADefinitionIsNotReadyInTime() {
    settings = withStageTimeout(Duration.ofMillis(1));
    KubeObject definition =
        object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "widgets.example.com");

    Failed outcome = failed(request(definition, MAP));

    assertThat(outcome.message())
        .isEqualTo(
            "timeout waiting for: [CustomResourceDefinition/widgets.example.com status:"
                + " 'InProgress']");
    assertThat(cluster.requests).noneMatch(request -> request.contains("ConfigMap"));
    assertThat(cluster.openWatches()).isZero();
  }

  @Test
  void appliesCustomKindsBeforeTheRest() {
    settings = settings.withCustomStageKinds(Set.of(new GroupKind("example.com", "Widget")));

    applied(request(object("example.com/v1", "Widget", "w"), MAP));

    assertThat(cluster.requests)
        .containsSubsequence("create Widget/app/w", "create ConfigMap/app/settings");
  }

  @Test
  void needsNoDryRunForTheFirstObjectInANewNamespace() {
    applied(request(NAMESPACE, MAP, ACCOUNT));

    assertThat(cluster.requests)
        .containsExactly(
            "create Namespace/app",
            "dry-run ConfigMap/app/settings",
            "create ServiceAccount/app/runner",
            "apply ConfigMap/app/settings");
  }

  @Test
  void reportsTheFirstObjectInANewNamespaceTooWhenAnotherIsRefused() {
    ApiFailure invalid = ApiFailure.answered(422, "Invalid", "it is not right");
    cluster.refuse(request -> request.matches("dry-run (Config|Service).*"), invalid);

    Failed outcome = failed(request(NAMESPACE, MAP, ACCOUNT));

    assertThat(outcome.rejections())
        .extracting(PlannedChange::ref)
        .containsExactly(ACCOUNT.ref(), MAP.ref());
  }

  @Test
  void showsWhatCanBeAppliedOnlyAfterANamespaceAndADefinitionAreMade() {
    KubeObject definition =
        object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "widgets.example.com")
            .with(Map.of("group", "example.com", "names", Map.of("kind", "Widget")), "spec");
    KubeObject widget = object("example.com/v1", "Widget", "w");
    cluster.refuse(
        request -> request.startsWith("dry-run Widget") || request.startsWith("dry-run ConfigMap"),
        ApiFailure.answered(404, "NotFound", "not there yet"));

    assertThat(applier().plan(request(widget, MAP, definition, NAMESPACE)))
        .hasToString(
            """
            CustomResourceDefinition/widgets.example.com created
            Namespace/app created
            ConfigMap/app/settings created
            Widget/app/w created\
            """);
  }

  @Test
  void waitsForDefinitionsInThePlaceThatItIsGivenForThat() {
    KubeObject definition =
        object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "widgets.example.com");
    AtomicInteger parked = new AtomicInteger();

    applier()
        .parkedBy(
            new Parking() {
              @Override
              public <T> T park(Callable<T> wait) throws Exception {
                parked.incrementAndGet();
                cluster.update(
                    "apiserver",
                    definition.ref(),
                    stored ->
                        stored.with(
                            List.of(Map.of("type", "Established", "status", "True")),
                            "status",
                            "conditions"));
                return wait.call();
              }
            })
        .apply(request(definition));

    assertThat(parked).hasValue(1);
  }

  @Test
  void appliesNothingMoreWhenTheWaitForADefinitionIsCancelled() {
    KubeObject definition =
        object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "widgets.example.com");

    ApplyOutcome outcome =
        applier().parkedBy(cancelling("there is something newer")).apply(request(definition, MAP));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            ApplyOutcome.Cancelled.class,
            cancelled -> assertThat(cancelled.reason()).isEqualTo("there is something newer"));
    assertThat(outcome.inventory().contains(definition.ref())).isTrue();
    assertThat(cluster.find(MAP.ref())).isEmpty();
  }

  /** It would go in the end, and all that was applied with it. */
  @Test
  void makesANamespaceAnewThatWasStillBeingDeleted() {
    KubeObject leaving = leavingNamespace();
    cluster.onceBefore("watch Namespace app", () -> cluster.remove(NAMESPACE.ref()));

    Applied outcome = applied(request(NAMESPACE, MAP));

    assertThat(live(NAMESPACE).isBeingDeleted()).isFalse();
    assertThat(live(NAMESPACE).uid()).isNotEqualTo(leaving.uid());
    assertThat(outcome.done()).hasToString("Namespace/app created\nConfigMap/app/settings created");
    assertThat(outcome.inventory().size()).isEqualTo(2);
    assertThat(cluster.openWatches()).isZero();
  }

  /** What was applied is still there, so that nothing seems to be left to do. */
  @Test
  void makesANamespaceAnewThatAWatchShowsInDeletion() {
    settings = withStageTimeout(Duration.ofMillis(1));
    Applied before = applied(request(NAMESPACE));
    try (Observatory observatory = observatory()) {
      observatory.observe("flux-system/apps", before.inventory());
      before.tell(observatory);
      beginDeletion();
      cluster.onceBefore("watch Namespace app", () -> cluster.remove(NAMESPACE.ref()));

      ApplyOutcome outcome = applier(observatory).apply(request(before.inventory(), NAMESPACE));

      assertThat(outcome.done()).hasToString("Namespace/app created");
    }
  }

  @Test
  void goesOnWithWhatIsWantedNowInsteadOfWaitingForTheEndOfADeletion() {
    leavingNamespace();

    ApplyOutcome outcome =
        applier().parkedBy(cancelling("there is something newer")).apply(request(NAMESPACE, MAP));

    assertThat(outcome).isInstanceOf(ApplyOutcome.Cancelled.class);
    assertThat(cluster.find(MAP.ref())).isEmpty();
  }

  @Test
  void tellsWhyANamespaceThatStaysInDeletionCannotBeMadeAnew() {
    settings = withStageTimeout(Duration.ofMillis(1));
    leavingNamespace();

    Failed outcome = failed(request(NAMESPACE, MAP));

    assertThat(outcome.message())
        .isEqualTo(
            "timeout waiting for: [Namespace/app status: 'Terminating']: what is being deleted can be"
                + " made anew only when it is gone; its finalizers and conditions tell what keeps"
                + " it");
    assertThat(outcome.transientFailure()).isTrue();
    assertThat(cluster.requests).noneMatch(request -> request.contains("ConfigMap"));
    assertThat(cluster.openWatches()).isZero();
  }

  @Test
  void promisesNothingAboutANamespaceThatExcludesItself() {
    settings = withStageTimeout(Duration.ofMillis(1));
    cluster.store(annotated(NAMESPACE, "reconcile", "disabled"));
    beginDeletion();

    assertThat(failed(request(NAMESPACE)).message())
        .isEqualTo("timeout waiting for: [Namespace/app status: 'Terminating']");
  }

  private static Parking cancelling(String reason) {
    return new Parking() {
      @Override
      public <T> T park(Callable<T> wait) throws Exception {
        return wait.call();
      }

      @Override
      public void begins(HealthWait wait) {
        wait.cancel(reason);
      }
    };
  }

  private Observatory observatory() {
    return new Observatory(
        cluster,
        "kustomize.toolkit.fluxcd.io/name",
        "",
        settings.manager(),
        settings.takeOver(),
        settings.controls(),
        new HealthRules(Clock.systemUTC()),
        _ -> {});
  }

  /** As it was applied, and on its way out since. */
  private KubeObject leavingNamespace() {
    applied(request(NAMESPACE));
    KubeObject leaving = beginDeletion();
    cluster.requests.clear();
    return leaving;
  }

  private KubeObject beginDeletion() {
    cluster.update(
        "apiserver",
        NAMESPACE.ref(),
        live -> live.with("2026-01-01T00:00:00Z", "metadata", "deletionTimestamp"));
    return live(NAMESPACE);
  }

  private ApplySettings withStageTimeout(Duration timeout) {
    return new ApplySettings(
        settings.manager(), settings.controls(), settings.takeOver(), Set.of(), false, 1, timeout);
  }
}

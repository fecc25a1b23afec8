package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.REST_CLIENT_ERROR;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.UNINSTALL_FAILED;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.api.helm.WaitStrategy;
import dev.millrace.api.meta.Artifact;
import dev.millrace.apply.Parking;
import dev.millrace.cel.ExpressionCompiler;
import dev.millrace.cluster.spec.SpecExpressions;
import dev.millrace.cluster.target.Destination;
import dev.millrace.cluster.target.TargetClusters;
import dev.millrace.cluster.waiting.RunParking;
import dev.millrace.cluster.waiting.Waits;
import dev.millrace.controller.helm.chart.LoadedChart;
import dev.millrace.controller.helm.cluster.ReleaseSession;
import dev.millrace.controller.helm.cluster.ReleaseSessions;
import dev.millrace.controller.helm.release.ReleaseName;
import dev.millrace.controller.helm.release.Snapshots;
import dev.millrace.controller.helm.values.ComposedValues;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.reconcile.Lineage;
import dev.millrace.runtime.reconcile.Pipeline;
import dev.millrace.runtime.reconcile.Run;
import dev.millrace.runtime.reference.ReferenceKey;

/** Request the chart → require dependencies → find and load it → values → release. */
public final class HelmReleasePipeline implements Pipeline<HelmRelease, HelmReleaseStatus> {
  private static final String LEGACY = "legacy";

  private final Steps steps;
  private final TargetClusters targets;
  private final ReleaseSessions sessions;
  private final ExpressionCompiler compiler;
  private final Waits<HelmRelease> waits;
  private final boolean helm3Defaults;

  /** What is done, one after the other. */
  public record Steps(
      RequestChart requestChart,
      RequireDependencies requireDependencies,
      FindChart findChart,
      LoadChart loadChart,
      ComposeValues composeValues,
      RemoveRelease removeRelease,
      BringAbout bringAbout) {}

  /**
   * A pipeline of these steps.
   *
   * @param waits ends those that are not wanted any more
   * @param helm3Defaults the feature gate {@code UseHelm3Defaults}
   */
  public HelmReleasePipeline(
      Steps steps,
      TargetClusters targets,
      ReleaseSessions sessions,
      ExpressionCompiler compiler,
      Waits<HelmRelease> waits,
      boolean helm3Defaults) {
    this.steps = steps;
    this.targets = targets;
    this.sessions = sessions;
    this.compiler = compiler;
    this.waits = waits;
    this.helm3Defaults = helm3Defaults;
  }

  @Override
  public Outcome run(Run<HelmRelease, HelmReleaseStatus> run) throws InterruptedException {
    HelmRelease object = run.object();
    run.update(status -> ForceRequest.seen(status, object));
    SpecExpressions expressions =
        SpecExpressions.compile(
            object.spec().healthCheckExprs(), object.spec().dependsOn(), compiler);
    ReferenceKey source = run.step("request chart", () -> steps.requestChart().of(run));
    run.take("require dependencies", () -> steps.requireDependencies().of(object, expressions));
    FindChart.ChartArtifact artifact = run.step("find chart", () -> steps.findChart().of(source));
    Waits.Basis basis = waits.basis(source, artifact.artifact().revision());
    ComposedValues values = run.step("compose values", () -> steps.composeValues().of(object));
    LoadedChart chart = run.step("load chart", () -> steps.loadChart().from(artifact));
    WantedRelease wanted = WantedRelease.of(object, chart, values.values());
    RevisionFacts.of(wanted).forEach(run::fact);
    relate(run, wanted, artifact.artifact());
    Verdict verdict = new Verdict(run);
    try (ReleaseSession session = open(run, expressions, new RunParking<>(run, basis, waits))) {
      session.secrets().add(values.hidden(wanted.source().chart(), RecordedSecrets.names(object)));
      run.take(
          "remove moved release",
          () -> steps.removeRelease().ifMoved(run, wanted, session, verdict));
      run.update(status -> FailureCount.trying(wanted, status));
      return steps.bringAbout().of(run, wanted, session, verdict);
    }
  }

  @Override
  public Outcome delete(Run<HelmRelease, HelmReleaseStatus> run) {
    HelmRelease object = run.object();
    if (!object.suspended()) {
      uninstall(run);
    }
    steps.requestChart().remove(run);
    return new Outcome.Deleted();
  }

  private void uninstall(Run<HelmRelease, HelmReleaseStatus> run) {
    Destination destination = References.destination(run.object());
    if (!targets.hasAccount(destination) || !targets.hasWayTo(destination)) {
      tellThatItStays(run);
      return;
    }
    try (ReleaseSession session = open(run, SpecExpressions.none(), run::parked)) {
      steps.removeRelease().of(run, session);
    }
  }

  private static void tellThatItStays(Run<HelmRelease, HelmReleaseStatus> run) {
    ReleaseName name = ReleaseName.of(run.object());
    run.tell(
        Notice.error(
            UNINSTALL_FAILED.text(),
            "Release %s/%s is not uninstalled: the service account or the kubeconfig is gone; its"
                    .formatted(name.namespace(), name.name())
                + " objects and records stay"));
  }

  private ReleaseSession open(
      Run<HelmRelease, HelmReleaseStatus> run, SpecExpressions expressions, Parking parking) {
    return sessions.open(
        targets.connect(References.destination(run.object()), REST_CLIENT_ERROR),
        Origin.of(run.object()),
        new ReleaseSessions.Waiting(strategy(run.object(), expressions), parking));
  }

  private ReleaseSessions.Strategy strategy(HelmRelease object, SpecExpressions expressions) {
    WaitStrategy chosen = object.spec().waitStrategy();
    boolean legacy = chosen == null ? helm3Defaults : chosen.name().equals(LEGACY);
    return legacy
        ? new ReleaseSessions.Strategy.Legacy()
        : new ReleaseSessions.Strategy.Poller(expressions.health());
  }

  /**
   * A chart that was not released before belongs to the trace of its artifact. How long it took is
   * measured when it was fetched for this object, or is the only news: a new reference may lead to
   * a chart that others wanted long ago.
   */
  private static void relate(
      Run<HelmRelease, HelmReleaseStatus> run, WantedRelease wanted, Artifact artifact) {
    boolean released =
        Snapshots.latest(run.status().history())
            .filter(latest -> latest.chartVersion().equals(wanted.chart().version()))
            .isPresent();
    if (!released) {
      run.belongsTo(() -> Lineage.using(artifact));
    }
    boolean fetchedForIt = wanted.spec().chart() != null;
    if (!released && (fetchedForIt || !run.hasNewSpec())) {
      artifact.lastUpdateTime().tryInstant().ifPresent(run::rollsOut);
    }
  }
}

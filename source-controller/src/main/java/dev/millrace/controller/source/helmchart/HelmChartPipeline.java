package dev.millrace.controller.source.helmchart;

import static dev.millrace.controller.source.status.SourceCondition.ARTIFACT_IN_STORAGE;
import static dev.millrace.controller.source.status.SourceCondition.ARTIFACT_OUTDATED;
import static dev.millrace.controller.source.status.SourceReason.NEW_CHART;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.source.HelmChart;
import dev.millrace.api.source.HelmChartStatus;
import dev.millrace.controller.source.artifact.ArtifactField;
import dev.millrace.controller.source.artifact.ArtifactKeeper;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.reconcile.Lineage;
import dev.millrace.runtime.reconcile.Pipeline;
import dev.millrace.runtime.reconcile.Run;
import java.util.Map;
import java.util.Optional;

/** Find the source → resolve the version → verify → build → publish. */
public final class HelmChartPipeline implements Pipeline<HelmChart, HelmChartStatus> {
  private static final String LINK = "latest.tar.gz";
  private static final ArtifactField<HelmChartStatus> ARTIFACT =
      new ArtifactField<>(
          HelmChartStatus::artifact,
          (status, artifact) -> status.toBuilder().artifact(artifact).build());

  private final ArtifactKeeper keeper;
  private final FindSource findSource;
  private final ResolveChart resolveChart;
  private final VerifyChart verifyChart;
  private final BuildChart buildChart;

  /** A pipeline of these steps. */
  public HelmChartPipeline(
      ArtifactKeeper keeper,
      FindSource findSource,
      ResolveChart resolveChart,
      VerifyChart verifyChart,
      BuildChart buildChart) {
    this.keeper = keeper;
    this.findSource = findSource;
    this.resolveChart = resolveChart;
    this.verifyChart = verifyChart;
    this.buildChart = buildChart;
  }

  @Override
  public Outcome run(Run<HelmChart, HelmChartStatus> run) throws InterruptedException {
    HelmChart object = run.object();
    Optional<Artifact> stored = keeper.examine(run, ARTIFACT);
    ChartSource source = run.step("find source", () -> findSource.of(object));
    if (!source.revision().isEmpty()) {
      run.update(s -> s.toBuilder().observedSourceArtifactRevision(source.revision()).build());
    }
    ResolvedChart resolved = run.step("resolve chart", () -> resolveChart.in(source, object));
    ResolvedChart verified = run.step("verify chart", () -> verifyChart.of(run, resolved));
    if (isUpToDate(run, stored, resolved)) {
      return upToDate(run, stored.orElseThrow(), resolved);
    }
    BuiltChart built = run.step("build chart", () -> buildChart.of(verified, object));
    announce(run, stored, built);
    Artifact artifact = run.step("publish chart", () -> publish(run, built));
    run.belongsTo(() -> Lineage.making(artifact));
    return stored(run, artifact, built);
  }

  @Override
  public Outcome delete(Run<HelmChart, HelmChartStatus> run) {
    keeper.removeAll(run.object());
    return new Outcome.Deleted();
  }

  /** A changed spec always leads to a new build: what it asks for can't be read off a version. */
  private static boolean isUpToDate(
      Run<HelmChart, HelmChartStatus> run, Optional<Artifact> stored, ResolvedChart resolved) {
    HelmChart object = run.object();
    boolean sameSpec = run.status().observedGeneration() == object.getMetadata().getGeneration();
    return sameSpec
        && stored.filter(a -> a.revision().equals(resolved.version())).isPresent()
        && resolved.name().equals(run.status().observedChartName());
  }

  private static Outcome upToDate(
      Run<HelmChart, HelmChartStatus> run, Artifact artifact, ResolvedChart resolved) {
    ChartSummary summary =
        new ChartSummary(
            resolved.name(),
            resolved.version(),
            resolved.needsPackaging(run.object()),
            run.status().observedValuesFiles());
    run.fact(Notice.REVISION, artifact.revision());
    run.mark(Mark.holds(ARTIFACT_IN_STORAGE, summary.reason(), summary.text()));
    return new Outcome.Unchanged(summary.reason(), summary.text());
  }

  private static void announce(
      Run<HelmChart, HelmChartStatus> run, Optional<Artifact> stored, BuiltChart built) {
    String news = built.summary().text();
    if (stored.isPresent()) {
      run.mark(Mark.holds(ARTIFACT_OUTDATED, NEW_CHART, news));
    }
    run.reportOutdated("building artifact: " + news);
  }

  private Artifact publish(Run<HelmChart, HelmChartStatus> run, BuiltChart built)
      throws InterruptedException {
    ChartSummary chart = built.summary();
    Artifact artifact =
        keeper.publish(
            run.object(),
            chart.name() + "-" + chart.version() + ".tgz",
            chart.version(),
            Map.of(),
            out -> out.write(built.archive()));
    Optional<String> url = keeper.link(run, artifact, LINK);
    run.update(
        status ->
            status.toBuilder()
                .artifact(artifact)
                .url(url.orElse(status.url()))
                .observedChartName(chart.name())
                .observedValuesFiles(chart.valuesFiles())
                .build());
    return artifact;
  }

  private static Outcome stored(
      Run<HelmChart, HelmChartStatus> run, Artifact artifact, BuiltChart built) {
    ChartSummary summary = built.summary();
    run.fact(Notice.REVISION, artifact.revision());
    run.fact("digest", artifact.digest());
    run.mark(Mark.holds(ARTIFACT_IN_STORAGE, summary.reason(), summary.text()));
    run.tell(Notice.info(summary.reason().text(), summary.text()));
    return new Outcome.Ready(summary.reason(), summary.text());
  }
}

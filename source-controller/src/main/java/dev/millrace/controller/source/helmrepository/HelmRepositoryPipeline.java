package dev.millrace.controller.source.helmrepository;

import static dev.millrace.controller.source.status.SourceCondition.ARTIFACT_IN_STORAGE;
import static dev.millrace.controller.source.status.SourceCondition.ARTIFACT_OUTDATED;
import static dev.millrace.controller.source.status.SourceReason.NEW_REVISION;
import static dev.millrace.runtime.outcome.GeneralReason.SUCCEEDED;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.source.HelmRepository;
import dev.millrace.api.source.HelmRepositoryStatus;
import dev.millrace.controller.source.artifact.ArtifactField;
import dev.millrace.controller.source.artifact.ArtifactKeeper;
import dev.millrace.controller.source.artifact.HumanSize;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.reconcile.Lineage;
import dev.millrace.runtime.reconcile.Pipeline;
import dev.millrace.runtime.reconcile.Run;
import dev.millrace.safety.http.HttpAccess;
import java.net.URI;
import java.util.Optional;

/** Resolve access → fetch the index → compare → publish. */
public final class HelmRepositoryPipeline
    implements Pipeline<HelmRepository, HelmRepositoryStatus> {
  private static final String LINK = "index.yaml";
  private static final ArtifactField<HelmRepositoryStatus> ARTIFACT =
      new ArtifactField<>(
          HelmRepositoryStatus::artifact,
          (status, artifact) -> status.toBuilder().artifact(artifact).build());

  private final ArtifactKeeper keeper;
  private final ResolveAccess resolveAccess;
  private final FetchIndex fetchIndex;

  /** A pipeline of these steps. */
  public HelmRepositoryPipeline(
      ArtifactKeeper keeper, ResolveAccess resolveAccess, FetchIndex fetchIndex) {
    this.keeper = keeper;
    this.resolveAccess = resolveAccess;
    this.fetchIndex = fetchIndex;
  }

  @Override
  public Outcome run(Run<HelmRepository, HelmRepositoryStatus> run) throws InterruptedException {
    HelmRepository object = run.object();
    Optional<Artifact> stored = keeper.examine(run, ARTIFACT);
    URI address = RepositoryAddress.of(object.spec().url());
    HttpAccess access = run.step("resolve access", () -> resolveAccess.of(object));
    FetchedIndex fetched = run.step("fetch index", () -> fetchIndex.from(address, access));
    if (stored.isPresent() && fetched.isOf(stored.get())) {
      return upToDate(run, stored.get());
    }
    announce(run, stored, fetched);
    Artifact artifact = run.step("publish index", () -> publish(run, fetched));
    run.belongsTo(() -> Lineage.making(artifact));
    return stored(run, artifact, address);
  }

  @Override
  public Outcome delete(Run<HelmRepository, HelmRepositoryStatus> run) {
    keeper.removeAll(run.object());
    return new Outcome.Deleted();
  }

  private static Outcome upToDate(
      Run<HelmRepository, HelmRepositoryStatus> run, Artifact artifact) {
    String message = readyMessage(artifact);
    run.fact(Notice.REVISION, artifact.revision());
    run.mark(Mark.holds(ARTIFACT_IN_STORAGE, SUCCEEDED, message));
    return Outcome.unchanged(message);
  }

  private static void announce(
      Run<HelmRepository, HelmRepositoryStatus> run,
      Optional<Artifact> stored,
      FetchedIndex fetched) {
    String news = "new index revision '" + fetched.revision() + "'";
    if (stored.isPresent()) {
      run.mark(Mark.holds(ARTIFACT_OUTDATED, NEW_REVISION, news));
    }
    run.reportOutdated("building artifact: " + news);
  }

  private Artifact publish(Run<HelmRepository, HelmRepositoryStatus> run, FetchedIndex fetched)
      throws InterruptedException {
    Artifact artifact = fetchIndex.publish(keeper, run.object(), fetched);
    Optional<String> url = keeper.link(run, artifact, LINK);
    run.update(
        status -> status.toBuilder().artifact(artifact).url(url.orElse(status.url())).build());
    return artifact;
  }

  private static Outcome stored(
      Run<HelmRepository, HelmRepositoryStatus> run, Artifact artifact, URI address) {
    String message = readyMessage(artifact);
    run.fact(Notice.REVISION, artifact.revision());
    run.fact("digest", artifact.digest());
    run.mark(Mark.holds(ARTIFACT_IN_STORAGE, SUCCEEDED, message));
    run.tell(
        Notice.info(
            "NewArtifact",
            "stored fetched index of size %s from '%s'"
                .formatted(sizeOf(artifact), RepositoryAddress.shown(address))));
    return Outcome.ready(message);
  }

  private static String readyMessage(Artifact artifact) {
    return "stored artifact: revision '" + artifact.revision() + "'";
  }

  private static String sizeOf(Artifact artifact) {
    Long size = artifact.size();
    return size == null ? "unknown" : HumanSize.of(size);
  }
}

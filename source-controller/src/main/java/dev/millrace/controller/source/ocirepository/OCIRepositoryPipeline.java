package dev.millrace.controller.source.ocirepository;

import static dev.millrace.controller.source.status.SourceCondition.ARTIFACT_IN_STORAGE;
import static dev.millrace.controller.source.status.SourceCondition.ARTIFACT_OUTDATED;
import static dev.millrace.controller.source.status.SourceReason.NEW_REVISION;
import static dev.millrace.runtime.outcome.GeneralReason.SUCCEEDED;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.source.OCIRepository;
import dev.millrace.api.source.OCIRepositorySpec;
import dev.millrace.api.source.OCIRepositoryStatus;
import dev.millrace.controller.source.artifact.ArtifactField;
import dev.millrace.controller.source.artifact.ArtifactKeeper;
import dev.millrace.oci.registry.RegistryClient;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.reconcile.Lineage;
import dev.millrace.runtime.reconcile.Pipeline;
import dev.millrace.runtime.reconcile.Run;
import java.util.Objects;
import java.util.Optional;

/** Resolve access → resolve the digest → verify → pull → publish. */
public final class OCIRepositoryPipeline implements Pipeline<OCIRepository, OCIRepositoryStatus> {
  private static final String LINK = "latest.tar.gz";
  private static final ArtifactField<OCIRepositoryStatus> ARTIFACT =
      new ArtifactField<>(
          OCIRepositoryStatus::artifact,
          (status, artifact) -> status.toBuilder().artifact(artifact).build());

  private final ArtifactKeeper keeper;
  private final OpenRegistry openRegistry;
  private final ResolveDigest resolveDigest;
  private final VerifySignature verifySignature;
  private final PullLayer pullLayer;

  /** A pipeline of these steps. */
  public OCIRepositoryPipeline(
      ArtifactKeeper keeper,
      OpenRegistry openRegistry,
      ResolveDigest resolveDigest,
      VerifySignature verifySignature,
      PullLayer pullLayer) {
    this.keeper = keeper;
    this.openRegistry = openRegistry;
    this.resolveDigest = resolveDigest;
    this.verifySignature = verifySignature;
    this.pullLayer = pullLayer;
  }

  @Override
  public Outcome run(Run<OCIRepository, OCIRepositoryStatus> run) throws InterruptedException {
    OCIRepository object = run.object();
    Optional<Artifact> stored = keeper.examine(run, ARTIFACT);
    try (RegistryClient registry = run.step("open registry", () -> openRegistry.of(object))) {
      ResolvedImage image =
          run.step("resolve digest", () -> resolveDigest.of(object.spec(), registry));
      run.fact(Notice.REVISION, image.revision());
      run.take("verify signature", () -> verifySignature.of(run, image, registry));
      if (stored.filter(image::isOf).isPresent() && hasSameSettings(run)) {
        return upToDate(run, stored.get());
      }
      announce(run, stored, image);
      Artifact artifact =
          run.step("pull layer", () -> pullLayer.publish(keeper, object, image, registry));
      run.belongsTo(() -> Lineage.making(artifact));
      return stored(run, stored, artifact);
    }
  }

  @Override
  public Outcome delete(Run<OCIRepository, OCIRepositoryStatus> run) {
    keeper.removeAll(run.object());
    return new Outcome.Deleted();
  }

  private static boolean hasSameSettings(Run<OCIRepository, OCIRepositoryStatus> run) {
    OCIRepositorySpec spec = run.object().spec();
    OCIRepositoryStatus status = run.status();
    return Objects.equals(spec.ignore(), status.observedIgnore())
        && Objects.equals(spec.layerSelector(), status.observedLayerSelector());
  }

  private static Outcome upToDate(Run<OCIRepository, OCIRepositoryStatus> run, Artifact artifact) {
    run.mark(Mark.holds(ARTIFACT_IN_STORAGE, SUCCEEDED, readyMessage(artifact)));
    return Outcome.unchanged(readyMessage(artifact));
  }

  private static void announce(
      Run<OCIRepository, OCIRepositoryStatus> run, Optional<Artifact> stored, ResolvedImage image) {
    String news = "new revision '%s' for '%s'".formatted(image.revision(), image.reference());
    if (stored.isPresent()) {
      run.mark(Mark.holds(ARTIFACT_OUTDATED, NEW_REVISION, news));
    }
    run.reportOutdated("building artifact: " + news);
  }

  private Outcome stored(
      Run<OCIRepository, OCIRepositoryStatus> run, Optional<Artifact> before, Artifact artifact) {
    OCIRepositorySpec spec = run.object().spec();
    Optional<String> url = keeper.link(run, artifact, LINK);
    run.update(
        status ->
            status.toBuilder()
                .artifact(artifact)
                .url(url.orElse(status.url()))
                .observedIgnore(spec.ignore())
                .observedLayerSelector(spec.layerSelector())
                .build());
    run.fact("digest", artifact.digest());
    run.mark(Mark.holds(ARTIFACT_IN_STORAGE, SUCCEEDED, readyMessage(artifact)));
    if (before.filter(b -> b.digest().equals(artifact.digest())).isEmpty()) {
      run.tell(Notice.info("NewArtifact", OriginText.storedMessage(spec.url(), artifact)));
    }
    return Outcome.ready(readyMessage(artifact));
  }

  private static String readyMessage(Artifact artifact) {
    return "stored artifact for digest '" + artifact.revision() + "'";
  }
}

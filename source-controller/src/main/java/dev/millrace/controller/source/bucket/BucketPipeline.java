package dev.millrace.controller.source.bucket;

import static dev.millrace.controller.source.status.SourceCondition.ARTIFACT_IN_STORAGE;
import static dev.millrace.controller.source.status.SourceCondition.ARTIFACT_OUTDATED;
import static dev.millrace.controller.source.status.SourceReason.NEW_REVISION;
import static dev.millrace.runtime.outcome.GeneralReason.SUCCEEDED;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.source.Bucket;
import dev.millrace.api.source.BucketStatus;
import dev.millrace.cloud.store.ObjectStore;
import dev.millrace.controller.source.artifact.ArtifactField;
import dev.millrace.controller.source.artifact.ArtifactKeeper;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.reconcile.Lineage;
import dev.millrace.runtime.reconcile.Pipeline;
import dev.millrace.runtime.reconcile.Run;
import java.util.Optional;

/** Open the bucket → list its objects → download if the list changed → publish. */
public final class BucketPipeline implements Pipeline<Bucket, BucketStatus> {
  private static final String LINK = "latest.tar.gz";
  private static final ArtifactField<BucketStatus> ARTIFACT =
      new ArtifactField<>(
          BucketStatus::artifact,
          (status, artifact) -> status.toBuilder().artifact(artifact).build());

  private final ArtifactKeeper keeper;
  private final OpenBucket openBucket;
  private final ListObjects listObjects;
  private final DownloadObjects downloadObjects;

  /** A pipeline of these steps. */
  public BucketPipeline(
      ArtifactKeeper keeper,
      OpenBucket openBucket,
      ListObjects listObjects,
      DownloadObjects downloadObjects) {
    this.keeper = keeper;
    this.openBucket = openBucket;
    this.listObjects = listObjects;
    this.downloadObjects = downloadObjects;
  }

  @Override
  public Outcome run(Run<Bucket, BucketStatus> run) throws InterruptedException {
    Bucket object = run.object();
    Optional<Artifact> stored = keeper.examine(run, ARTIFACT);
    ObjectStore bucket = run.step("open bucket", () -> openBucket.of(object));
    ObjectIndex index = run.step("list objects", () -> listObjects.of(object.spec(), bucket));
    run.fact(Notice.REVISION, index.revision());
    if (stored.filter(index::isOf).isPresent()) {
      return upToDate(run, stored.get());
    }
    announce(run, stored, index);
    PublishedObjects published =
        run.step("download objects", () -> downloadObjects.publish(keeper, object, index, bucket));
    run.belongsTo(() -> Lineage.making(published.artifact()));
    return stored(run, stored, published);
  }

  @Override
  public Outcome delete(Run<Bucket, BucketStatus> run) {
    keeper.removeAll(run.object());
    return new Outcome.Deleted();
  }

  private static Outcome upToDate(Run<Bucket, BucketStatus> run, Artifact artifact) {
    run.mark(Mark.holds(ARTIFACT_IN_STORAGE, SUCCEEDED, readyMessage(artifact)));
    return Outcome.unchanged(readyMessage(artifact));
  }

  private static void announce(
      Run<Bucket, BucketStatus> run, Optional<Artifact> stored, ObjectIndex index) {
    String news = "new upstream revision '%s'".formatted(index.revision());
    if (stored.isPresent()) {
      run.mark(Mark.holds(ARTIFACT_OUTDATED, NEW_REVISION, news));
    }
    run.reportOutdated("building artifact: " + news);
  }

  private Outcome stored(
      Run<Bucket, BucketStatus> run, Optional<Artifact> before, PublishedObjects published) {
    Artifact artifact = published.artifact();
    Optional<String> url = keeper.link(run, artifact, LINK);
    run.update(
        status ->
            status.toBuilder()
                .artifact(artifact)
                .url(url.orElse(status.url()))
                .observedIgnore(run.object().spec().ignore())
                .build());
    run.fact("digest", artifact.digest());
    run.mark(Mark.holds(ARTIFACT_IN_STORAGE, SUCCEEDED, readyMessage(artifact)));
    if (before.filter(b -> b.digest().equals(artifact.digest())).isEmpty()) {
      run.tell(
          Notice.info(
              "NewArtifact",
              "stored artifact with %d fetched files from '%s' bucket"
                  .formatted(published.files(), run.object().spec().bucketName())));
    }
    return Outcome.ready(readyMessage(artifact));
  }

  private static String readyMessage(Artifact artifact) {
    return "stored artifact: revision '" + artifact.revision() + "'";
  }
}

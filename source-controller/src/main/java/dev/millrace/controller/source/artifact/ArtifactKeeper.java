package dev.millrace.controller.source.artifact;

import static dev.millrace.controller.source.status.SourceCondition.ARTIFACT_IN_STORAGE;
import static dev.millrace.controller.source.status.SourceReason.ARCHIVE_OPERATION_FAILED;
import static dev.millrace.controller.source.status.SourceReason.GARBAGE_COLLECTION_FAILED;
import static dev.millrace.controller.source.status.SourceReason.READ_OPERATION_FAILED;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.Timestamp;
import dev.millrace.artifact.archive.ArchiveTree;
import dev.millrace.artifact.archive.TarGz;
import dev.millrace.artifact.archive.UnpackLimits;
import dev.millrace.artifact.archive.Unpacker;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.storage.AdvertisedAddress;
import dev.millrace.artifact.storage.ArtifactPath;
import dev.millrace.artifact.storage.ArtifactStorage;
import dev.millrace.artifact.storage.ArtifactStorage.ContentWriter;
import dev.millrace.artifact.storage.Retention;
import dev.millrace.artifact.storage.StoredArtifact;
import dev.millrace.artifact.storage.StoredFile;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.CpuPool;
import dev.millrace.runtime.reconcile.ObjectKey;
import dev.millrace.runtime.reconcile.Run;
import dev.millrace.safety.BoundedReads;
import dev.millrace.safety.FileTree;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every source does with the storage: check what is there, publish, link, remove. */
public final class ArtifactKeeper {
  private final ArtifactStorage storage;
  private final AdvertisedAddress address;
  private final Retention retention;
  private final CpuPool cpu;

  /**
   * A keeper over a storage that is served under an address.
   *
   * @param cpu where compressing and hashing is done
   */
  public ArtifactKeeper(
      ArtifactStorage storage, AdvertisedAddress address, Retention retention, CpuPool cpu) {
    this.storage = storage;
    this.address = address;
    this.retention = retention;
    this.cpu = cpu;
  }

  /**
   * Looks whether the recorded artifact is still there and whole. If it is not, the record goes and
   * the object counts as outdated; if it is, its URL is brought up to date and old artifacts go.
   *
   * @return the artifact that is served now; empty when there is none
   */
  public <R extends HasMetadata, S> Optional<Artifact> examine(
      Run<R, S> run, ArtifactField<S> field) {
    Artifact recorded = field.get().apply(run.status());
    if (recorded == null) {
      run.unmark(ARTIFACT_IN_STORAGE);
      run.reportOutdated("building artifact");
      return Optional.empty();
    }
    if (!isIntact(run, recorded)) {
      run.update(status -> field.set().apply(status, null));
      run.unmark(ARTIFACT_IN_STORAGE);
      run.reportOutdated("building artifact: disappeared from storage");
      return Optional.empty();
    }
    collectGarbage(run, recorded);
    Artifact current = at(recorded, address.urlOf(ArtifactPath.parse(recorded.path())));
    run.update(status -> field.set().apply(status, current));
    return Optional.of(current);
  }

  /**
   * Stores content as a new artifact.
   *
   * @param file the file name, by the rules of FLUX.md 1.5
   * @param metadata goes into the artifact as it is
   */
  public Artifact publish(
      HasMetadata object,
      String file,
      String revision,
      Map<String, String> metadata,
      ContentWriter content)
      throws InterruptedException {
    try {
      StoredArtifact stored =
          cpu.<StoredArtifact, IOException>call(
              ObjectKey.of(object).namespace(), () -> storage.publish(path(object, file), content));
      return new Artifact(
          stored.path().toString(),
          address.urlOf(stored.path()),
          revision,
          stored.digest().toString(),
          Timestamp.of(stored.lastUpdateTime()),
          stored.size(),
          metadata);
    } catch (IOException e) {
      throw new ReconcileFailure(
          ARCHIVE_OPERATION_FAILED, "unable to save artifact to storage: " + e.getMessage(), e);
    }
  }

  /** Stores a tree of files as a new artifact. */
  public Artifact publishArchive(
      HasMetadata object,
      String file,
      String revision,
      Map<String, String> metadata,
      ArchiveTree tree)
      throws InterruptedException {
    return publish(object, file, revision, metadata, out -> TarGz.write(tree, out));
  }

  /** Whether the artifact is in this storage. */
  public boolean holds(Artifact artifact) {
    return status(artifact.path(), artifact.digest()) == ArtifactStorage.Condition.INTACT;
  }

  /**
   * Whether a file of an object is in this storage and whole; a damaged one is removed.
   *
   * @param file its name
   */
  public boolean isIntact(HasMetadata object, String file, String digest) {
    return status(path(object, file).toString(), digest) == ArtifactStorage.Condition.INTACT;
  }

  /** Removes artifacts of an object that are older than the current one and retention allows. */
  public void collectGarbage(HasMetadata object, Artifact current) {
    try {
      storage.collectGarbage(ArtifactPath.parse(current.path()), retention);
    } catch (IOException e) {
      throw new ReconcileFailure(
          GARBAGE_COLLECTION_FAILED,
          "garbage collection of artifacts failed: " + e.getMessage(),
          e);
    }
  }

  /**
   * The files of a stored artifact, in memory.
   *
   * @throws IOException when it is not there or damaged
   */
  public ArchiveTree read(Artifact artifact) throws IOException {
    try (StoredFile file = storage.open(ArtifactPath.parse(artifact.path()))) {
      return new Unpacker(UnpackLimits.forArtifacts()).intoTree(file.stream());
    }
  }

  /** As {@link #read}, for reading single files. */
  public FileTree readFiles(Artifact artifact) throws IOException {
    try (StoredFile file = storage.open(ArtifactPath.parse(artifact.path()))) {
      return new Unpacker(UnpackLimits.forArtifacts()).intoMemory(file.stream());
    }
  }

  /**
   * The bytes of a stored artifact.
   *
   * @throws IOException when it is not there or larger than allowed
   */
  public byte[] readBytes(Artifact artifact, long maxBytes) throws IOException {
    try (StoredFile file = storage.open(ArtifactPath.parse(artifact.path()))) {
      return BoundedReads.readAll(file.stream(), "the artifact", maxBytes);
    }
  }

  /**
   * Makes a fixed name lead to an artifact.
   *
   * @return the URL of the name; empty when the storage can't do it, which is told but does no harm
   */
  public Optional<String> link(Run<?, ?> run, Artifact artifact, String name) {
    try {
      return Optional.of(address.urlOf(storage.link(ArtifactPath.parse(artifact.path()), name)));
    } catch (IOException e) {
      run.tell(
          Notice.trace(
              "SymlinkUpdateFailed", "failed to update status URL symlink: " + e.getMessage()));
      return Optional.empty();
    }
  }

  /** Removes everything that is stored for an object. */
  public void removeAll(HasMetadata object) {
    try {
      storage.deleteAll(path(object, "any"));
    } catch (IOException e) {
      throw new ReconcileFailure(
          GARBAGE_COLLECTION_FAILED,
          "garbage collection for deleted resource failed: " + e.getMessage(),
          e);
    }
  }

  private boolean isIntact(Run<?, ?> run, Artifact recorded) {
    try {
      ArtifactPath path = ArtifactPath.parse(recorded.path());
      return switch (storage.verify(path, Digest.parse(recorded.digest()))) {
        case INTACT -> true;
        case MISSING -> false;
        case CORRUPT -> {
          run.tell(
              Notice.error(
                  "ArtifactVerificationFailed",
                  "failed to verify integrity of artifact: the stored file does not have the"
                      + " digest "
                      + recorded.digest()));
          storage.delete(path);
          yield false;
        }
      };
    } catch (IOException e) {
      // Not knowing is no reason to forget an artifact that others use.
      throw new ReconcileFailure(
          READ_OPERATION_FAILED, "failed to look at the stored artifact: " + e.getMessage(), e);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private ArtifactStorage.Condition status(String path, String digest) {
    try {
      ArtifactPath parsed = ArtifactPath.parse(path);
      ArtifactStorage.Condition condition = storage.verify(parsed, Digest.parse(digest));
      if (condition == ArtifactStorage.Condition.CORRUPT) {
        storage.delete(parsed);
      }
      return condition;
    } catch (IOException | IllegalArgumentException _) {
      return ArtifactStorage.Condition.MISSING;
    }
  }

  private void collectGarbage(Run<?, ?> run, Artifact current) {
    try {
      List<ArtifactPath> gone =
          storage.collectGarbage(ArtifactPath.parse(current.path()), retention);
      if (!gone.isEmpty()) {
        run.tell(
            Notice.trace(
                "GarbageCollectionSucceeded",
                "garbage collected %d artifacts".formatted(gone.size())));
      }
    } catch (IOException e) {
      run.tell(
          Notice.trace(
              "GarbageCollectionFailed",
              "garbage collection of artifacts failed: " + e.getMessage()));
    }
  }

  private static ArtifactPath path(HasMetadata object, String file) {
    return new ArtifactPath(
        object.getKind(),
        object.getMetadata().getNamespace(),
        object.getMetadata().getName(),
        file);
  }

  private static Artifact at(Artifact a, String url) {
    return new Artifact(
        a.path(), url, a.revision(), a.digest(), a.lastUpdateTime(), a.size(), a.metadata());
  }
}

package dev.millrace.controller.source.bucket;

import static dev.millrace.controller.source.status.SourceReason.ARCHIVE_OPERATION_FAILED;
import static dev.millrace.controller.source.status.SourceReason.BUCKET_OPERATION_FAILED;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.source.Bucket;
import dev.millrace.artifact.archive.ArchiveEntry;
import dev.millrace.artifact.archive.ArchiveTree;
import dev.millrace.artifact.archive.UnpackLimits;
import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.store.ObjectStore;
import dev.millrace.controller.source.artifact.ArtifactKeeper;
import dev.millrace.controller.source.artifact.ScratchFolder;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.BoundedInputStream;
import dev.millrace.safety.LimitExceeded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** Gets the objects, several at a time, and stores them as one archive. */
public final class DownloadObjects {
  private static final int AT_THE_SAME_TIME = 32;
  private static final int NOT_FOUND = 404;

  private final UnpackLimits limits = UnpackLimits.forArtifacts();
  private final Path temporaryFolder;

  /**
   * @param temporaryFolder an existing folder for objects that are being worked on
   */
  public DownloadObjects(Path temporaryFolder) {
    this.temporaryFolder = temporaryFolder;
  }

  /** An object on disk, or not if it went away since it was listed. */
  private record Downloaded(String key, Optional<Path> file) {}

  PublishedObjects publish(
      ArtifactKeeper keeper, Bucket object, ObjectIndex listed, ObjectStore bucket)
      throws InterruptedException {
    try (ScratchFolder scratch = ScratchFolder.in(temporaryFolder)) {
      List<Downloaded> all = download(listed, bucket, scratch.path());
      ObjectIndex index =
          listed.without(
              all.stream().filter(one -> one.file().isEmpty()).map(Downloaded::key).toList());
      String revision = index.revision();
      String file = revision.substring(revision.indexOf(':') + 1) + ".tar.gz";
      Artifact artifact = keeper.publishArchive(object, file, revision, Map.of(), tree(all));
      return new PublishedObjects(artifact, index.keys().size());
    } catch (IOException e) {
      throw new ReconcileFailure(
          ARCHIVE_OPERATION_FAILED, "failed to use a temporary folder: " + e.getMessage(), e);
    }
  }

  private List<Downloaded> download(ObjectIndex index, ObjectStore bucket, Path folder)
      throws InterruptedException {
    Semaphore slots = new Semaphore(AT_THE_SAME_TIME);
    AtomicLong bytesLeft = new AtomicLong(limits.maxBytes());
    List<Future<Downloaded>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String key : index.keys()) {
        // Names of our own: keys never become paths on disk.
        Path file = folder.resolve(String.valueOf(running.size()));
        running.add(
            threads.submit(
                () -> {
                  slots.acquire();
                  try {
                    return download(key, bucket, file, bytesLeft);
                  } finally {
                    slots.release();
                  }
                }));
      }
      return results(running, threads);
    }
  }

  private static List<Downloaded> results(List<Future<Downloaded>> running, ExecutorService threads)
      throws InterruptedException {
    List<Downloaded> all = new ArrayList<>();
    try {
      for (Future<Downloaded> one : running) {
        all.add(one.get());
      }
      return all;
    } catch (ExecutionException e) {
      threads.shutdownNow();
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new ReconcileFailure(
          BUCKET_OPERATION_FAILED,
          "fetching objects from the bucket failed: " + cause.getMessage(),
          cause);
    } catch (InterruptedException e) {
      threads.shutdownNow();
      throw e;
    }
  }

  private Downloaded download(String key, ObjectStore bucket, Path file, AtomicLong bytesLeft)
      throws IOException {
    try (InputStream content =
        new BoundedInputStream(bucket.read(key), "object " + key, limits.maxFileBytes())) {
      if (bytesLeft.addAndGet(-Files.copy(content, file)) < 0) {
        throw new LimitExceeded("the content of the bucket", limits.maxBytes(), "bytes");
      }
      return new Downloaded(key, Optional.of(file));
    } catch (CloudException e) {
      if (e.status() == NOT_FOUND) {
        return new Downloaded(key, Optional.empty());
      }
      throw e;
    }
  }

  private static ArchiveTree tree(List<Downloaded> all) throws IOException {
    ArchiveTree.Builder tree = ArchiveTree.builder();
    for (Downloaded one : all) {
      if (one.file().isPresent()) {
        try {
          tree.add(ArchiveEntry.file(ListObjects.path(one.key()), one.file().get()));
        } catch (IllegalArgumentException e) {
          throw new ReconcileFailure(
              BUCKET_OPERATION_FAILED,
              "object '%s' can't be a file of the artifact: %s"
                  .formatted(one.key(), e.getMessage()),
              e);
        }
      }
    }
    return tree.build();
  }
}

package dev.millrace.controller.source;

import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.artifact.storage.AdvertisedAddress;
import dev.millrace.artifact.storage.DiskStorage;
import dev.millrace.artifact.storage.Retention;
import dev.millrace.controller.source.artifact.ArtifactKeeper;
import dev.millrace.harness.FakeClock;
import dev.millrace.runtime.reconcile.CpuPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A storage in a test's folder, served as {@code http://storage.test/}. */
public final class StoragePlace implements AutoCloseable {
  private final CpuPool cpu = new CpuPool(1);
  private final ArtifactKeeper keeper;

  /** A storage in an existing folder. */
  public StoragePlace(Path folder) {
    try {
      keeper =
          new ArtifactKeeper(
              new DiskStorage(folder, DigestAlgorithm.SHA256, new FakeClock()),
              new AdvertisedAddress("storage.test"),
              Retention.defaults(),
              cpu);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What pipelines store with. */
  public ArtifactKeeper keeper() {
    return keeper;
  }

  @Override
  public void close() {
    cpu.close();
  }
}

package dev.millrace.controller.source;

import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.artifact.storage.AdvertisedAddress;
import dev.millrace.artifact.storage.ArtifactStorage;
import dev.millrace.artifact.storage.DiskStorage;
import dev.millrace.artifact.storage.Retention;
import dev.millrace.controller.source.artifact.ArtifactKeeper;
import dev.millrace.runtime.reconcile.CpuPool;
import dev.millrace.servers.FakeClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A storage in a test's folder, served as {@code http://storage.test/}. */
public final class StoragePlace implements AutoCloseable {
  private final CpuPool cpu = new CpuPool(1);
  private final ArtifactKeeper keeper;

  /** A storage in an existing folder. */
  public StoragePlace(Path folder) {
    this(disk(folder), "storage.test");
  }

  /** Another storage, served under another address. */
  public StoragePlace(ArtifactStorage storage, String address) {
    keeper = new ArtifactKeeper(storage, new AdvertisedAddress(address), Retention.defaults(), cpu);
  }

  private static ArtifactStorage disk(Path folder) {
    try {
      return new DiskStorage(folder, DigestAlgorithm.SHA256, new FakeClock());
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

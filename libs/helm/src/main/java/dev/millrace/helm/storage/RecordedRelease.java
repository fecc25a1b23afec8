package dev.millrace.helm.storage;

import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseStatus;
import java.util.Objects;

/**
 * A revision as its record's name and labels tell it; the record is unpacked when it is asked for.
 */
public final class RecordedRelease {
  private final StoredRelease stored;
  private final Unpacking unpacking;

  RecordedRelease(StoredRelease stored, Unpacking unpacking) {
    this.stored = stored;
    this.unpacking = unpacking;
  }

  /** A way from a record to the revision. */
  @FunctionalInterface
  interface Unpacking {
    Release of(StoredRelease stored) throws StorageException;
  }

  /** The number of the revision. */
  public int version() {
    return stored.version();
  }

  /** What the label says of its status. */
  public ReleaseStatus status() {
    return ReleaseStatus.of(Objects.requireNonNullElse(stored.labels().get("status"), ""));
  }

  /** All of the revision. */
  public Release release() throws StorageException {
    return unpacking.of(stored);
  }

  /** The name of the record. */
  @Override
  public String toString() {
    return stored.name();
  }
}

package dev.millrace.helm.storage;

import java.util.List;
import java.util.Optional;

/** Where the records of one namespace's releases are kept: in production, Secrets. */
public interface ReleaseStore {
  /** All revisions of a release, in any order. */
  List<StoredRelease> list(String release) throws StorageException;

  /** One record by the name of its Secret. */
  Optional<StoredRelease> get(String name) throws StorageException;

  /**
   * Adds a record.
   *
   * @throws StorageException if there already is one of that name, or it can't be written
   */
  void create(StoredRelease stored) throws StorageException;

  /** Replaces a record. */
  void update(StoredRelease stored) throws StorageException;

  /** Removes a record; one that is not there is no error. */
  void delete(String name) throws StorageException;
}

package dev.millrace.helm.storage;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps records in memory: for tests and for rendering without a cluster. */
public final class InMemoryReleaseStore implements ReleaseStore {
  private final TreeMap<String, StoredRelease> records = new TreeMap<>();

  @Override
  public synchronized List<StoredRelease> list(String release) {
    return records.values().stream()
        .filter(stored -> release.equals(stored.labels().get("name")))
        .toList();
  }

  @Override
  public synchronized Optional<StoredRelease> get(String name) {
    return Optional.ofNullable(records.get(name));
  }

  @Override
  public synchronized void create(StoredRelease stored) throws StorageException {
    if (records.putIfAbsent(stored.name(), stored) != null) {
      throw new StorageException("release: already exists");
    }
  }

  @Override
  public synchronized void update(StoredRelease stored) {
    records.put(stored.name(), stored);
  }

  @Override
  public synchronized void delete(String name) {
    records.remove(name);
  }
}

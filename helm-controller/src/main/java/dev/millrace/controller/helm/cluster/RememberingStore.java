package dev.millrace.controller.helm.cluster;

import dev.millrace.helm.storage.ReleaseStore;
import dev.millrace.helm.storage.StorageException;
import dev.millrace.helm.storage.StoredRelease;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the records of each release once. Belongs to one run, in which nobody else is expected to
 * write them; should somebody, the next run sees it.
 */
final class RememberingStore implements ReleaseStore {
  private final ReleaseStore store;
  private final Set<String> listed = new HashSet<>();
  private final Map<String, StoredRelease> records = new TreeMap<>();

  RememberingStore(ReleaseStore store) {
    this.store = store;
  }

  @Override
  public List<StoredRelease> list(String release) throws StorageException {
    if (!listed.contains(release)) {
      store.list(release).forEach(this::remember);
      listed.add(release);
    }
    return records.values().stream()
        .filter(stored -> release.equals(stored.labels().get("name")))
        .toList();
  }

  @Override
  public Optional<StoredRelease> get(String name) throws StorageException {
    StoredRelease known = records.get(name);
    return known == null ? store.get(name) : Optional.of(known);
  }

  @Override
  public void create(StoredRelease stored) throws StorageException {
    store.create(stored);
    remember(stored);
  }

  @Override
  public void update(StoredRelease stored) throws StorageException {
    store.update(stored);
    remember(stored);
  }

  @Override
  public void delete(String name) throws StorageException {
    store.delete(name);
    records.remove(name);
  }

  private void remember(StoredRelease stored) {
    records.put(stored.name(), stored);
  }
}

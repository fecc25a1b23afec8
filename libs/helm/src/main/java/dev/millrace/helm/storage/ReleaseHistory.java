package dev.millrace.helm.storage;

import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseStatus;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The revisions of releases, written as Helm writes them. Records are unpacked when they are
 * needed; the two that were needed last stay unpacked as long as the store gives the same ones: an
 * action deals with no more at a time, and each may be large. Not thread-safe.
 */
public final class ReleaseHistory {
  private static final Set<String> OWN_LABELS =
      Set.of("name", "owner", "status", "version", "createdAt", "modifiedAt");

  private static final int MAX_UNPACKED = 2;

  private final ReleaseStore store;
  private final InstantSource clock;
  private final Map<String, Unpacked> unpacked =
      new LinkedHashMap<>(MAX_UNPACKED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Unpacked> eldest) {
          return size() > MAX_UNPACKED;
        }
      };

  /** A record and what is in it. */
  private record Unpacked(StoredRelease stored, Release release) {}

  /** Creates the history over a store. */
  public ReleaseHistory(ReleaseStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** All revisions, the oldest first. */
  public List<RecordedRelease> of(String name) throws StorageException {
    return store.list(name).stream()
        .map(stored -> new RecordedRelease(stored, this::decode))
        .sorted(Comparator.comparingInt(RecordedRelease::version))
        .toList();
  }

  /** The newest revision, whatever its status. */
  public Optional<Release> last(String name) throws StorageException {
    Optional<StoredRelease> newest =
        store.list(name).stream().max(Comparator.comparingInt(StoredRelease::version));
    return newest.isPresent() ? Optional.of(decode(newest.get())) : Optional.empty();
  }

  /** The newest revision that is deployed. */
  public Optional<Release> deployed(String name) throws StorageException {
    Optional<StoredRelease> newest = newestDeployed(store.list(name));
    return newest.isPresent() ? Optional.of(decode(newest.get())) : Optional.empty();
  }

  private static Optional<StoredRelease> newestDeployed(List<StoredRelease> records) {
    return records.stream()
        .filter(stored -> ReleaseStatus.DEPLOYED.text().equals(stored.labels().get("status")))
        .max(Comparator.comparingInt(StoredRelease::version));
  }

  /** One revision. */
  public Optional<Release> get(String name, int version) throws StorageException {
    Optional<StoredRelease> stored = store.get(StoredRelease.nameOf(name, version));
    return stored.isPresent() ? Optional.of(decode(stored.get())) : Optional.empty();
  }

  /**
   * Adds a revision, and before that removes the oldest ones that are too many.
   *
   * @param maxHistory how many revisions may be kept; 0 for all
   */
  public void create(Release release, int maxHistory) throws StorageException {
    if (maxHistory > 0) {
      prune(release.name(), maxHistory - 1);
    }
    store.create(encode(release, "createdAt"));
  }

  /** Writes a revision that is already there. */
  public void update(Release release) throws StorageException {
    store.update(encode(release, "modifiedAt"));
  }

  /** Removes a revision. */
  public void delete(String name, int version) throws StorageException {
    store.delete(StoredRelease.nameOf(name, version));
  }

  /**
   * Removes the oldest revisions until at most {@code keep} are left; the one that is deployed
   * stays.
   */
  public void prune(String name, int keep) throws StorageException {
    List<StoredRelease> all = new ArrayList<>(store.list(name));
    all.sort(Comparator.comparingInt(StoredRelease::version));
    Optional<StoredRelease> deployed = newestDeployed(all);
    int left = all.size();
    for (StoredRelease stored : all) {
      if (left <= keep) {
        return;
      }
      if (deployed.filter(kept -> kept.name().equals(stored.name())).isEmpty()) {
        store.delete(stored.name());
        left--;
      }
    }
  }

  private StoredRelease encode(Release release, String stamp) {
    Map<String, String> labels = new LinkedHashMap<>(release.labels());
    labels.keySet().removeAll(OWN_LABELS);
    labels.put("name", release.name());
    labels.put("owner", "helm");
    labels.put("status", release.status().text());
    labels.put("version", Integer.toString(release.version()));
    labels.put(stamp, Long.toString(clock.instant().getEpochSecond()));
    return new StoredRelease(
        StoredRelease.nameOf(release.name(), release.version()),
        labels,
        ReleaseCodec.encode(release));
  }

  private Release decode(StoredRelease stored) throws StorageException {
    Unpacked known = unpacked.get(stored.name());
    if (known == null || known.stored() != stored) {
      known = new Unpacked(stored, unpack(stored));
      unpacked.put(stored.name(), known);
    }
    return known.release();
  }

  private static Release unpack(StoredRelease stored) throws StorageException {
    Map<String, String> labels = new LinkedHashMap<>(stored.labels());
    labels.keySet().removeAll(OWN_LABELS);
    try {
      return ReleaseCodec.decode(stored.data(), labels);
    } catch (StorageException e) {
      throw new StorageException("Secret " + stored.name() + ": " + e.getMessage(), e);
    }
  }
}

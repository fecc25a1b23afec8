package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.DeleteMode;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.cluster.ClusterConnection;
import dev.millrace.helm.storage.ReleaseStore;
import dev.millrace.helm.storage.StorageException;
import dev.millrace.helm.storage.StoredRelease;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Release records as Secrets of one namespace, as Helm keeps them (FLUX.md 4.4). */
final class SecretReleaseStore implements ReleaseStore {
  private static final String VERSION = "v1";
  private static final String KIND = "Secret";

  /** What Kubernetes lets the values of a Secret have. */
  private static final int MAX_BYTES = 1 << 20;

  private final ClusterConnection cluster;
  private final String namespace;
  private final String manager;

  /**
   * A store.
   *
   * @param cluster acts as whoever releases
   * @param manager the field manager of the Secrets
   */
  SecretReleaseStore(ClusterConnection cluster, String namespace, String manager) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.manager = manager;
  }

  @Override
  public List<StoredRelease> list(String release) throws StorageException {
    WatchTarget records =
        new WatchTarget(VERSION, KIND, namespace, "", "name=" + release + ",owner=helm", "");
    return asking("list", release, () -> cluster.list(records)).stream()
        .map(SecretReleaseStore::stored)
        .toList();
  }

  @Override
  public Optional<StoredRelease> get(String name) throws StorageException {
    return asking("get", name, () -> cluster.get(VERSION, ref(name)))
        .map(SecretReleaseStore::stored);
  }

  @Override
  public void create(StoredRelease stored) throws StorageException {
    checkSize("create", stored);
    asking("create", stored.name(), () -> cluster.create(secret(stored), manager));
  }

  @Override
  public void update(StoredRelease stored) throws StorageException {
    checkSize("update", stored);
    asking("update", stored.name(), () -> cluster.replace(secret(stored), manager));
  }

  @Override
  public void delete(String name) throws StorageException {
    asking(
        "delete",
        name,
        () -> {
          cluster.delete(VERSION, ref(name), DeleteMode.background(""));
          return true;
        });
  }

  private ObjectRef ref(String name) {
    return new ObjectRef("", KIND, namespace, name);
  }

  private KubeObject secret(StoredRelease stored) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", stored.name());
    metadata.put("namespace", namespace);
    metadata.put("labels", stored.labels());
    Map<String, Object> secret = new LinkedHashMap<>();
    secret.put("apiVersion", VERSION);
    secret.put("kind", KIND);
    secret.put("metadata", metadata);
    secret.put("type", StoredRelease.TYPE);
    secret.put(
        "data", Map.of(StoredRelease.KEY, Base64.getEncoder().encodeToString(stored.data())));
    return KubeObject.of(secret);
  }

  private static StoredRelease stored(KubeObject secret) {
    Object data = secret.get("data", StoredRelease.KEY);
    byte[] record = data == null ? new byte[0] : data.toString().getBytes(StandardCharsets.UTF_8);
    return new StoredRelease(secret.name(), secret.labels(), Base64.getDecoder().decode(record));
  }

  /** The server would refuse it in words that can't be shown. */
  private void checkSize(String verb, StoredRelease stored) throws StorageException {
    int size = stored.data().length;
    if (size > MAX_BYTES) {
      throw new StorageException(
          ("failed to %s the release record '%s/%s': the chart, its values and the manifest take %d"
                  + " bytes when packed, but a Secret holds at most %d; leave files out of the chart"
                  + " with .helmignore, or split the chart")
              .formatted(verb, namespace, stored.name(), size, MAX_BYTES));
    }
  }

  /** The records are secrets: what the server says of one could quote it. */
  private <T> T asking(String verb, String name, Supplier<T> request) throws StorageException {
    try {
      return request.get();
    } catch (ApiFailure failure) {
      String why =
          failure.isForbidden() || failure.isNotFound() || failure.status() == 0
              ? String.valueOf(failure.getMessage())
              : "the API server answered %d %s".formatted(failure.status(), failure.reason());
      throw new StorageException(
          "failed to %s the release record '%s/%s': %s".formatted(verb, namespace, name, why),
          failure);
    }
  }
}

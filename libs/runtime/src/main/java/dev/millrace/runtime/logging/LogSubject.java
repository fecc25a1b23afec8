package dev.millrace.runtime.logging;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Objects;
import java.util.UUID;

/**
 * The object that log lines are about, by which {@code flux logs} filters them (FLUX.md 8).
 *
 * @param group the API group of the object
 * @param kind its kind
 * @param namespace its namespace, empty for what has none
 * @param name its name
 * @param run tells the lines of one run from those of others; what is told outside of runs has one
 *     of its own, because who reads logs of Flux looks for it
 */
public record LogSubject(String group, String kind, String namespace, String name, String run) {
  /** An object of one of our kinds, in a run that begins now. */
  public static LogSubject of(HasMetadata object) {
    ObjectMeta meta = object.getMetadata();
    return of(
        HasMetadata.getGroup(object.getClass()),
        object.getKind(),
        Objects.requireNonNullElse(meta.getNamespace(), ""),
        meta.getName());
  }

  /** The same by name. */
  public static LogSubject of(String group, String kind, String namespace, String name) {
    return new LogSubject(group, kind, namespace, name, UUID.randomUUID().toString());
  }
}

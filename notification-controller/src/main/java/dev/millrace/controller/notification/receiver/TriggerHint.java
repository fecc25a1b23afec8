package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.ObjectSelector;
import dev.millrace.api.notification.Receiver;
import dev.millrace.api.notification.TriggeredResource;
import dev.millrace.controller.notification.receiver.ResourceObjects.ClusterRefusal;
import dev.millrace.controller.notification.receiver.ResourceObjects.Key;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells the owner of a Receiver what a call would reconcile. Only the Receiver's own namespace is
 * looked at: whoever reads the status may not be allowed to read others.
 */
final class TriggerHint {
  private static final int MOST = 50;

  private final ResourceObjects objects;
  private final ResourceKeys keys;

  TriggerHint(ResourceObjects objects, ResourceKeys keys) {
    this.objects = objects;
    this.keys = keys;
  }

  /** What a call would reconcile, in the order of the spec; filters are not applied. */
  List<TriggeredResource> of(Receiver receiver) {
    String namespace = receiver.getMetadata().getNamespace();
    return receiver.spec().resources().stream()
        .flatMap(resource -> triggered(namespace, resource))
        .limit(MOST)
        .toList();
  }

  private Stream<TriggeredResource> triggered(String namespace, ObjectSelector resource) {
    Key key;
    try {
      key = keys.of(namespace, resource);
    } catch (ClusterRefusal e) {
      return Stream.of(refused(namespace, resource, e));
    }
    try {
      return ResourceKeys.isAll(key) ? all(namespace, key, resource) : one(namespace, key);
    } catch (ClusterRefusal e) {
      return Stream.of(entry(key, e.getMessage()));
    }
  }

  private Stream<TriggeredResource> one(String namespace, Key key) {
    if (key.namespace().equals(namespace)) {
      objects.get(key);
    }
    return Stream.of(entry(key, null));
  }

  private Stream<TriggeredResource> all(String namespace, Key key, ObjectSelector resource) {
    var labels = ResourceKeys.labels(resource);
    if (!key.namespace().equals(namespace)) {
      return Stream.of(entry(key, null));
    }
    List<TriggeredResource> found =
        objects.list(key, labels).stream()
            .map(object -> entry(key.named(ResourceKeys.nameOf(object)), null))
            .toList();
    return found.isEmpty() ? Stream.of(entry(key, "nothing has these labels")) : found.stream();
  }

  private static TriggeredResource refused(
      String namespace, ObjectSelector resource, ClusterRefusal refusal) {
    return new TriggeredResource(
        Objects.requireNonNullElse(resource.apiVersion(), ""),
        resource.kind(),
        Objects.requireNonNullElse(resource.namespace(), namespace),
        resource.name(),
        refusal.getMessage());
  }

  private static TriggeredResource entry(Key key, @Nullable String problem) {
    return new TriggeredResource(
        key.apiVersion(), key.kind(), key.namespace(), key.name(), problem);
  }
}

package dev.millrace.conformance.flux;

import dev.millrace.apply.object.Tree;
import dev.millrace.controller.notification.receiver.ResourceObjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A cluster that consists of a list of objects. */
final class ListedObjects implements ResourceObjects {
  private final List<Map<?, ?>> objects = new ArrayList<>();
  private final TreeSet<String> requested = new TreeSet<>();

  ListedObjects(List<?> objects) {
    objects.forEach(object -> this.objects.add(Tree.map(object)));
  }

  /** {@code Kind/namespace/name} of all objects whose reconciliation was asked for. */
  List<String> requested() {
    return List.copyOf(requested);
  }

  /** The labels of an object; null when there is no such object. */
  @Nullable Map<String, String> labels(Key key) {
    return objects.stream()
        .filter(object -> isOfKind(object, key) && key.name().equals(object.get("name")))
        .findFirst()
        .map(object -> texts(object.get("labels")))
        .orElse(null);
  }

  @Override
  public Map<String, @Nullable Object> get(Key key) {
    return objects.stream()
        .filter(object -> isOfKind(object, key) && key.name().equals(object.get("name")))
        .findFirst()
        .map(ListedObjects::metadata)
        .orElseThrow(() -> new ClusterRefusal("not found"));
  }

  @Override
  public List<Map<String, @Nullable Object>> list(Key key, Map<String, String> labels) {
    List<Map<String, @Nullable Object>> found = new ArrayList<>();
    for (Map<?, ?> object : objects) {
      if (isOfKind(object, key)
          && texts(object.get("labels")).entrySet().containsAll(labels.entrySet())) {
        found.add(metadata(object));
      }
    }
    return found;
  }

  @Override
  public void requestReconciliation(Key key) {
    requested.add("%s/%s/%s".formatted(key.kind(), key.namespace(), key.name()));
  }

  private static boolean isOfKind(Map<?, ?> object, Key key) {
    return key.apiVersion().equals(object.get("apiVersion"))
        && key.kind().equals(object.get("kind"))
        && key.namespace().equals(object.get("namespace"));
  }

  private static Map<String, @Nullable Object> metadata(Map<?, ?> object) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    for (String field : List.of("name", "namespace", "labels", "annotations")) {
      if (object.get(field) != null) {
        metadata.put(field, object.get(field));
      }
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", object.get("apiVersion"));
    tree.put("kind", object.get("kind"));
    tree.put("metadata", metadata);
    return tree;
  }

  private static Map<String, String> texts(@Nullable Object map) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (map instanceof Map<?, ?> given) {
      given.forEach(
          (key, value) ->
              texts.put(String.valueOf(key), String.valueOf(Objects.requireNonNull(value))));
    }
    return texts;
  }
}

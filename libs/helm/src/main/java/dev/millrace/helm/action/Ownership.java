package dev.millrace.helm.action;

import dev.millrace.helm.values.ValueTrees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The marks by which Helm knows whose an object is. */
final class Ownership {
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  private static final String HELM = "Helm";
  private static final String RELEASE_NAME = "meta.helm.sh/release-name";
  private static final String RELEASE_NAMESPACE = "meta.helm.sh/release-namespace";

  private final String release;
  private final String namespace;

  Ownership(String release, String namespace) {
    this.release = release;
    this.namespace = namespace;
  }

  /** A copy of the object that bears the marks of this release. */
  Map<String, Object> mark(Map<String, Object> object) {
    Map<String, Object> marked = ValueTrees.copy(object);
    Map<String, Object> metadata = child(marked, "metadata");
    child(metadata, "labels").put(MANAGED_BY, HELM);
    Map<String, Object> annotations = child(metadata, "annotations");
    annotations.put(RELEASE_NAME, release);
    annotations.put(RELEASE_NAMESPACE, namespace);
    return marked;
  }

  /** Why a live object is not this release's; empty if it is. */
  String conflict(Map<String, Object> live) {
    Map<String, Object> metadata = ValueTrees.asTable(live.get("metadata"));
    Map<?, ?> labels = metadata == null ? Map.of() : table(metadata.get("labels"));
    Map<?, ?> annotations = metadata == null ? Map.of() : table(metadata.get("annotations"));
    var problems = new ArrayList<String>();
    addProblem(problems, "label", labels, MANAGED_BY, HELM);
    addProblem(problems, "annotation", annotations, RELEASE_NAME, release);
    addProblem(problems, "annotation", annotations, RELEASE_NAMESPACE, namespace);
    return String.join("; ", problems);
  }

  private static void addProblem(
      List<String> problems, String where, Map<?, ?> marks, String key, String wanted) {
    Object value = marks.get(key);
    if (value == null) {
      problems.add(
          "%s validation error: missing key \"%s\": must be set to \"%s\""
              .formatted(where, key, wanted));
    } else if (!value.equals(wanted)) {
      problems.add(
          "%s validation error: key \"%s\" must equal \"%s\": current value is \"%s\""
              .formatted(where, key, wanted, value));
    }
  }

  private static Map<String, Object> child(Map<String, Object> parent, String key) {
    Map<String, Object> existing = ValueTrees.asTable(parent.get(key));
    if (existing != null) {
      return existing;
    }
    Map<String, Object> created = new LinkedHashMap<>();
    parent.put(key, created);
    return created;
  }

  private static Map<?, ?> table(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}

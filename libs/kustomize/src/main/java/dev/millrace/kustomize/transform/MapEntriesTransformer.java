package dev.millrace.kustomize.transform;

import dev.millrace.kustomize.fieldspec.FieldSpec;
import dev.millrace.kustomize.fieldspec.FieldVisitor;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.node.Tag;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds entries to maps: labels and annotations. */
public final class MapEntriesTransformer implements Transformer {
  private final Map<String, String> entries;
  private final List<FieldSpec> fields;

  /** Adds the entries to the maps that the field specifications name. */
  public MapEntriesTransformer(Map<String, String> entries, List<FieldSpec> fields) {
    this.entries = new TreeMap<>(entries);
    this.fields = List.copyOf(fields);
  }

  @Override
  public void transform(ResourceMap resources) {
    for (Resource resource : resources.resources()) {
      entries.forEach((name, value) -> add(resource, name, value));
    }
    resources.dropEmpty();
  }

  /** All places of one object share one node, so that a later patch of one changes all. */
  private void add(Resource resource, String name, String value) {
    Node shared = Node.scalar(value, Tag.STRING);
    FieldVisitor.creating(Node.Kind.MAP, Tag.MAP, map -> set(map, name, shared))
        .visit(resource, fields);
  }

  private static void set(Node map, String name, Node shared) {
    if (name.isEmpty()) {
      map.setScalar(shared);
    } else {
      map.setField(name, shared);
    }
  }
}

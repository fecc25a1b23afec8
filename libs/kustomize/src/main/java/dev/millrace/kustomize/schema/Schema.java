package dev.millrace.kustomize.schema;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The schema of one place in an object, references already followed. */
public final class Schema {
  private final SchemaType type;
  private final Definitions definitions;

  Schema(SchemaType type, Definitions definitions) {
    this.type = type;
    this.definitions = definitions;
  }

  /** The schema of a field; null when nothing is known of it. */
  public @Nullable Schema field(String name) {
    SchemaType field = type.properties().get(name);
    return resolve(field == null ? type.additional() : field);
  }

  /** The schema of a list's items; null when this is no list. */
  public @Nullable Schema items() {
    return type.isList() ? resolve(type.items()) : null;
  }

  /** Whether two lists are merged item by item; otherwise the new one takes the old one's place. */
  public boolean mergesLists() {
    String strategy = type.patchStrategy();
    return strategy != null && Arrays.asList(strategy.split(",", -1)).contains("merge");
  }

  /** The fields that identify an item of a merged list; empty for lists of single values. */
  public List<String> mergeKeys() {
    List<String> together = type.listMapKeys();
    if (type.patchStrategy() == null) {
      return List.of();
    }
    if (together != null) {
      return together;
    }
    String key = type.mergeKey();
    return key == null ? List.of() : List.of(key);
  }

  private @Nullable Schema resolve(@Nullable SchemaType start) {
    SchemaType resolved = definitions.follow(start);
    return resolved == null ? null : new Schema(resolved, definitions);
  }
}

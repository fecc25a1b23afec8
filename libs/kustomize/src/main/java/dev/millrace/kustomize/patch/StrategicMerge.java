package dev.millrace.kustomize.patch;

import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.schema.Schema;
import dev.millrace.kustomize.schema.SchemaSession;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Merges a patch into an object: maps field by field, lists item by item where the schema knows a
 * key, everything else as a whole. Null removes. Items that the patch adds come first.
 */
public final class StrategicMerge {
  private final SchemaSession schemas;

  /** What to do with a merged field. */
  private sealed interface Outcome {
    /** The field takes this value. */
    record Value(Node node) implements Outcome {}

    /** The field goes away. */
    record Gone() implements Outcome {}

    /** The field stays as it is written: a null that was there before. */
    record Untouched() implements Outcome {}

    private static Outcome of(@Nullable Node node) {
      return node == null ? new Gone() : new Value(node);
    }
  }

  /** A merge with the schemas of one build. */
  public StrategicMerge(SchemaSession schemas) {
    this.schemas = schemas;
  }

  /**
   * Merges a patch into an object, in place. The patch is used up: directives are taken out of it
   * and parts of it become parts of the object.
   *
   * @return whether anything is left of the object
   * @throws dev.millrace.kustomize.problem.KustomizeException if patch and object do not fit
   */
  public boolean merge(Node object, Node patch) {
    return merge(object, patch, null) instanceof Outcome.Value;
  }

  /** Merges two values, either of which may be missing; null when nothing is left. */
  @Nullable Node mergeItem(@Nullable Node dest, @Nullable Node patch, @Nullable Schema schema) {
    return switch (merge(dest, patch, schema)) {
      case Outcome.Value(Node node) -> node;
      case Outcome.Untouched() -> dest;
      case Outcome.Gone() -> null;
    };
  }

  private Outcome merge(@Nullable Node dest, @Nullable Node patch, @Nullable Schema inherited) {
    Schema schema = inherited != null ? inherited : schemaOf(dest, patch);
    return switch (kindOf(dest, patch)) {
      case null -> mergeMap(dest, patch, schema);
      case MAP -> {
        requireKind(dest, patch, Node.Kind.MAP);
        yield mergeMap(dest, patch, schema);
      }
      case LIST -> {
        requireKind(dest, patch, Node.Kind.LIST);
        yield Outcome.of(mergeList(dest, patch, schema));
      }
      case SCALAR -> {
        requireKind(dest, patch, Node.Kind.SCALAR);
        yield Outcome.of(patch != null ? patch : dest);
      }
    };
  }

  /** The kind of the first value that is there and not null. */
  private static Node.@Nullable Kind kindOf(@Nullable Node dest, @Nullable Node patch) {
    if (dest != null && !dest.isNull()) {
      return dest.kind();
    }
    return patch == null || patch.isNull() ? null : patch.kind();
  }

  private static void requireKind(@Nullable Node dest, @Nullable Node patch, Node.Kind kind) {
    if (dest != null) {
      dest.requireKind(kind);
    }
    if (patch != null) {
      patch.requireKind(kind);
    }
  }

  private @Nullable Schema schemaOf(@Nullable Node dest, @Nullable Node patch) {
    Schema schema = schemaOf(dest);
    return schema != null ? schema : schemaOf(patch);
  }

  private @Nullable Schema schemaOf(@Nullable Node node) {
    if (node == null) {
      return null;
    }
    Node apiVersion = node.field("apiVersion");
    Node kind = node.field("kind");
    if (apiVersion == null || kind == null || apiVersion.isNull() || kind.isNull()) {
      return null;
    }
    boolean named = !apiVersion.text().isEmpty() && !kind.text().isEmpty();
    return named ? schemas.schemaOf(apiVersion.text(), kind.text()) : null;
  }

  private Outcome mergeMap(@Nullable Node dest, @Nullable Node patch, @Nullable Schema schema) {
    if (Node.isMissingOrNull(dest)) {
      return addMap(dest, patch, schema);
    }
    if (patch != null && patch.isNull()) {
      return new Outcome.Gone();
    }
    return switch (Directive.takeFrom(patch)) {
      case DELETE -> new Outcome.Gone();
      case REPLACE -> Outcome.of(mergeFields(patch, patch, schema));
      case MERGE -> Outcome.of(mergeFields(dest, patch, schema));
    };
  }

  /**
   * There was nothing, or a null: the patch is cleaned of its directives by merging it with itself.
   */
  private Outcome addMap(@Nullable Node dest, @Nullable Node patch, @Nullable Schema schema) {
    if (patch == null) {
      boolean written = dest != null && !dest.text().isEmpty();
      return written ? new Outcome.Untouched() : new Outcome.Gone();
    }
    if (patch.isMap() && Directive.takeFrom(patch) == Directive.DELETE) {
      return new Outcome.Gone();
    }
    return Outcome.of(mergeFields(patch, patch, schema));
  }

  private @Nullable Node mergeFields(
      @Nullable Node dest, @Nullable Node patch, @Nullable Schema schema) {
    if (dest == null) {
      return null;
    }
    TreeSet<String> names = new TreeSet<>();
    dest.fields().forEach(field -> names.add(field.name()));
    if (patch != null) {
      patch.fields().forEach(field -> names.add(field.name()));
    }
    for (String name : names) {
      mergeField(dest, patch, name, schema);
    }
    return dest;
  }

  private void mergeField(Node dest, @Nullable Node patch, String name, @Nullable Schema schema) {
    if (name.isEmpty()) {
      throw new KustomizeException(
          "a map with an empty key, or one that is no text, can't be merged");
    }
    Node before = dest.field(name);
    Node change = patch == null ? null : patch.field(name);
    Schema fieldSchema = commentSchema(dest, patch, name);
    if (fieldSchema == null && schema != null) {
      fieldSchema = schema.field(name);
    }
    switch (merge(before, change, fieldSchema)) {
      case Outcome.Value(Node node) -> {
        Node owner = node == change && patch != null ? patch : dest;
        dest.setField(name, node, owner.keyStyle(name));
      }
      case Outcome.Gone() -> dest.removeField(name);
      case Outcome.Untouched() -> {}
    }
  }

  private @Nullable Schema commentSchema(Node dest, @Nullable Node patch, String name) {
    Schema schema = schemas.ofComment(dest.schemaComment(name));
    if (schema != null || patch == null) {
      return schema;
    }
    return schemas.ofComment(patch.schemaComment(name));
  }

  private @Nullable Node mergeList(
      @Nullable Node dest, @Nullable Node patch, @Nullable Schema schema) {
    if (schema == null || !schema.mergesLists()) {
      return patch != null ? patch : dest;
    }
    if (dest == null || dest.isNull()) {
      return patch == null ? null : new KeyedListMerge(this, schema).merge(patch, patch);
    }
    if (patch != null && patch.isNull()) {
      return null;
    }
    return switch (Directive.takeFrom(patch)) {
      case DELETE -> null;
      case REPLACE -> patch == null ? null : new KeyedListMerge(this, schema).merge(patch, patch);
      case MERGE -> new KeyedListMerge(this, schema).merge(dest, patch);
    };
  }
}

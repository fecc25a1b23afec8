package dev.millrace.kustomize.resource;

import dev.millrace.kustomize.node.Lookup;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.schema.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One Kubernetes object during a build, with what must be remembered of it: the ids it had before,
 * prefixes and suffixes, who refers to it, where it came from.
 */
public final class Resource {
  private final Scopes scopes;
  private final Source source;
  private final History history = new History(this);
  private final List<String> variables = new ArrayList<>();
  private Node node;

  /**
   * Where an object was read from.
   *
   * @param file relative to the root of the tree; empty for objects that were generated
   * @param line counted from 1, 0 where it is not known
   */
  public record Source(String file, int line) {
    /** The source of what a generator makes. */
    public static final Source GENERATED = new Source("", 0);
  }

  /** What a generator does to an object of the same id. */
  public enum Behavior {
    /** Fails; the default. */
    CREATE,
    /** Takes its place. */
    REPLACE,
    /** Adds to its data. */
    MERGE
  }

  /** Wraps an object; the node belongs to this resource from now on. */
  public Resource(Node node, Scopes scopes, Source source) {
    this.node = node;
    this.scopes = scopes;
    this.source = source;
  }

  /** The object itself, to be changed in place. */
  public Node node() {
    return node;
  }

  /** Replaces the whole object. */
  public void setNode(Node changed) {
    node = changed;
  }

  /** Makes this an empty object, which is dropped at the end of the running step. */
  public void delete() {
    node = Node.map();
  }

  /** Whether nothing is left of the object. */
  public boolean isEmpty() {
    return Node.isNullOrEmpty(node);
  }

  /** Where the object was read from. */
  public Source source() {
    return source;
  }

  /** The kind, or empty text. */
  public String kind() {
    return text("kind");
  }

  /** The apiVersion, or empty text. */
  public String apiVersion() {
    return text("apiVersion");
  }

  /** Group, version and kind. */
  public Gvk gvk() {
    return Gvk.of(apiVersion(), kind());
  }

  /** The current name, or empty text. */
  public String name() {
    return Metadata.text(node, "name");
  }

  /** The current namespace as written, or empty text. */
  public String namespace() {
    return Metadata.text(node, "namespace");
  }

  /** The id that the object has now. */
  public ResourceId currentId() {
    String apiVersion = apiVersion();
    String kind = kind();
    boolean clusterScoped = scopes.isClusterScoped(apiVersion, kind);
    return new ResourceId(Gvk.of(apiVersion, kind), clusterScoped, name(), namespace());
  }

  /** The first id that the object had. */
  public ResourceId originalId() {
    List<ResourceId> previous = history.previousIds();
    return previous.isEmpty() ? currentId() : previous.getFirst();
  }

  /** What is remembered of earlier steps. */
  public History history() {
    return history;
  }

  /** Sets the kind. */
  public void setKind(String kind) {
    node.setField("kind", Node.scalar(kind));
  }

  /** Sets the apiVersion. */
  public void setApiVersion(String apiVersion) {
    node.setField("apiVersion", Node.scalar(apiVersion));
  }

  /** Sets the name. */
  public void setName(String name) {
    Node metadata = metadata();
    if (metadata != null) {
      metadata.setField("name", Node.scalar(name));
    }
  }

  /** Sets the namespace; empty text removes it. */
  public void setNamespace(String namespace) {
    if (namespace.isEmpty()) {
      Node metadata = Lookup.find(node, "metadata");
      if (metadata != null) {
        metadata.removeField("namespace");
      }
      return;
    }
    Node metadata = metadata();
    if (metadata != null) {
      metadata.setField("namespace", Node.scalar(namespace));
    }
  }

  /** The annotations, those of the build included; a copy. */
  public Map<String, String> annotations() {
    return Metadata.map(node, "annotations");
  }

  /** Replaces the annotations. */
  public void setAnnotations(Map<String, String> annotations) {
    Metadata.setMap(node, "annotations", annotations);
  }

  /** One annotation, or null. */
  public @Nullable String annotation(String name) {
    return Metadata.annotation(node, name);
  }

  /** Sets one annotation and leaves the others as they are written. */
  public void setAnnotation(String name, String value) {
    Metadata.setAnnotation(node, name, value);
  }

  /** Sets one label. */
  public void setLabel(String name, String value) {
    Metadata.setLabel(node, name, value);
  }

  /**
   * Fails if labels or annotations can't be read.
   *
   * @throws dev.millrace.kustomize.problem.KustomizeException if one of them is a list
   */
  void checkMetadata() {
    Metadata.check(node);
  }

  /** The labels; a copy. */
  public Map<String, String> labels() {
    return Metadata.map(node, "labels");
  }

  /** Replaces the labels. */
  public void setLabels(Map<String, String> labels) {
    Metadata.setMap(node, "labels", labels);
  }

  /** The names of the {@code vars} whose value is a field of this object. */
  public List<String> variables() {
    return variables;
  }

  /** A copy that shares nothing that can change. */
  public Resource copy() {
    Resource copy = new Resource(node.copy(), scopes, source);
    copy.variables.addAll(variables);
    return copy;
  }

  private @Nullable Node metadata() {
    return Lookup.findOrCreate(node, List.of("metadata"), Node.Kind.MAP);
  }

  private String text(String field) {
    Node value = node.field(field);
    return value == null ? "" : value.text();
  }
}

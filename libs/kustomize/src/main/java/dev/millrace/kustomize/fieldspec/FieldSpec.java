package dev.millrace.kustomize.fieldspec;

import dev.millrace.kustomize.node.FieldPaths;
import dev.millrace.kustomize.resource.Gvk;
import java.util.List;

/** One path in the objects of some kinds. */
public final class FieldSpec {
  private final Gvk gvk;
  private final String path;
  private final boolean create;
  private final List<String> parts;

  /**
   * Makes a field specification.
   *
   * @param gvk the kinds it is for; empty parts mean any
   * @param path names divided by {@code /}; a name that ends with {@code []} is a list
   * @param create whether missing fields are made
   */
  public FieldSpec(Gvk gvk, String path, boolean create) {
    this.gvk = gvk;
    this.path = path;
    this.create = create;
    this.parts = List.copyOf(FieldPaths.split(path, '/'));
  }

  /** The same path for another kind. */
  public FieldSpec withGvk(Gvk other) {
    return new FieldSpec(other, path, create);
  }

  /** The kinds it is for. */
  public Gvk gvk() {
    return gvk;
  }

  /** The path as written. */
  public String path() {
    return path;
  }

  /** The names of the path. */
  public List<String> parts() {
    return parts;
  }

  /** Whether missing fields are made. */
  public boolean create() {
    return create;
  }

  /** Whether this one covers another, so that the other adds nothing. */
  boolean covers(FieldSpec other) {
    return gvk.isSelectedBy(other.gvk) && path.equals(other.path);
  }

  @Override
  public String toString() {
    return gvk + ":" + create + ":" + path;
  }
}

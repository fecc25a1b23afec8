package dev.millrace.kustomize.kustomization;

import dev.millrace.kustomize.fieldspec.FieldSpec;
import dev.millrace.kustomize.resource.Gvk;
import dev.millrace.kustomize.resource.ResourceId;
import dev.millrace.kustomize.resource.Selector;

/** Reads the small structures that many fields share. */
public final class Selectors {
  private Selectors() {}

  /** A selector. */
  public static Selector read(StructReader in) {
    return new Selector(
        gvk(in),
        in.exactText("name"),
        in.exactText("namespace"),
        in.text("annotationSelector"),
        in.text("labelSelector"));
  }

  /** Group, version and kind. */
  public static Gvk gvk(StructReader in) {
    return new Gvk(in.exactText("group"), in.exactText("version"), in.exactText("kind"));
  }

  /** An id in which every part is optional. */
  static ResourceId id(StructReader in) {
    return ResourceId.namespaced(gvk(in), in.exactText("name"), in.exactText("namespace"));
  }

  /** A field specification. */
  public static FieldSpec fieldSpec(StructReader in) {
    return new FieldSpec(gvk(in), in.text("path"), in.flag("create"));
  }
}

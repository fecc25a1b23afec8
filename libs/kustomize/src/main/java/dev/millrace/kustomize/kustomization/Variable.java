package dev.millrace.kustomize.kustomization;

import dev.millrace.kustomize.resource.Gvk;
import dev.millrace.kustomize.resource.ResourceId;

/**
 * An entry of {@code vars}: a name for the value of a field.
 *
 * @param object whose field it is; an empty namespace means any
 * @param fieldPath of the field, dots between the names
 */
public record Variable(String name, ResourceId object, String fieldPath) {

  static Variable read(StructReader in) {
    String fieldPath = in.structOrEmpty("fieldref", ref -> ref.text("fieldPath"));
    return new Variable(
        in.text("name"),
        in.structOrEmpty("objref", Variable::object),
        fieldPath.isEmpty() ? "metadata.name" : fieldPath);
  }

  /** An apiVersion wins over group and version. */
  private static ResourceId object(StructReader in) {
    String apiVersion = in.text("apiVersion");
    Gvk gvk = Selectors.gvk(in);
    String[] parts = apiVersion.split("/", -1);
    if (!apiVersion.isEmpty() && parts.length == 1) {
      gvk = new Gvk(gvk.group(), apiVersion, gvk.kind());
    } else if (parts.length == 2) {
      gvk = new Gvk(parts[0], parts[1], gvk.kind());
    }
    return ResourceId.namespaced(gvk, in.text("name"), in.text("namespace"));
  }
}

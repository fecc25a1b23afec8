package dev.millrace.kustomize.kustomization;

import dev.millrace.kustomize.fieldspec.FieldSpec;
import java.util.List;
import java.util.Map;

/** An entry of {@code labels}: labels, and where besides the metadata they go. */
public record LabelRule(
    Map<String, String> pairs,
    boolean includeSelectors,
    boolean includeTemplates,
    boolean includeVolumeClaimTemplates,
    List<FieldSpec> fields) {

  static LabelRule read(StructReader in) {
    return new LabelRule(
        in.textMap("pairs"),
        in.flag("includeSelectors"),
        in.flag("includeTemplates"),
        in.flag("includeVolumeClaimTemplates"),
        in.list("fields", Selectors::fieldSpec));
  }
}

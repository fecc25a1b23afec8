package dev.millrace.kustomize.kustomization;

import java.util.LinkedHashMap;
import java.util.Map;

/** What generated objects get besides their data. */
public record GeneratorOptions(
    Map<String, String> labels,
    Map<String, String> annotations,
    boolean disableNameSuffixHash,
    boolean immutable) {
  /** No options. */
  public static final GeneratorOptions NONE =
      new GeneratorOptions(Map.of(), Map.of(), false, false);

  /** Reads options. */
  public static GeneratorOptions read(StructReader in) {
    return new GeneratorOptions(
        in.textMap("labels"),
        in.textMap("annotations"),
        in.flag("disableNameSuffixHash"),
        in.flag("immutable"));
  }

  /** These options completed by those of the whole kustomization. */
  GeneratorOptions completedBy(GeneratorOptions global) {
    return new GeneratorOptions(
        complete(labels, global.labels),
        complete(annotations, global.annotations),
        disableNameSuffixHash || global.disableNameSuffixHash,
        immutable || global.immutable);
  }

  private static Map<String, String> complete(Map<String, String> own, Map<String, String> global) {
    Map<String, String> all = new LinkedHashMap<>(global);
    all.putAll(own);
    return all;
  }
}

package dev.millrace.controller.helm.values;

/**
 * An entry of {@code spec.valuesFrom} (FLUX.md 4.1).
 *
 * @param valuesKey the key in the ConfigMap or Secret
 * @param targetPath where the value goes, in the grammar of {@code --set}; empty if it is a file of
 *     values
 * @param literal whether the value is taken as it is
 * @param optional whether the reference may lead to nothing
 */
public record ValuesReference(
    String kind,
    String name,
    String valuesKey,
    String targetPath,
    boolean literal,
    boolean optional) {
  /** The key where {@code valuesKey} is not set. */
  public static final String DEFAULT_KEY = "values.yaml";
}

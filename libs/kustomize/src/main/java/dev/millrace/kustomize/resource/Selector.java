package dev.millrace.kustomize.resource;

/**
 * Selects objects. Every part is optional (empty text); group, version, kind, name and namespace
 * are regular expressions that must match the whole value.
 *
 * @param pattern group, version and kind
 * @param annotationSelector in the syntax of label selectors
 */
public record Selector(
    Gvk pattern, String name, String namespace, String annotationSelector, String labelSelector) {

  /** Whether no identifying part is set. */
  public boolean hasNoId() {
    return pattern.equals(Gvk.ANY) && name.isEmpty() && namespace.isEmpty();
  }

  @Override
  public String toString() {
    return ResourceId.namespaced(pattern, name, namespace)
        + ":a="
        + annotationSelector
        + ":l="
        + labelSelector;
  }
}

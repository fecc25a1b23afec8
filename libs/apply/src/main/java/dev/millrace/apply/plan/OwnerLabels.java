package dev.millrace.apply.plan;

import dev.millrace.apply.object.KubeObject;
import java.util.Map;

/**
 * The labels that tell whose an object is: {@code GROUP/name} and {@code GROUP/namespace} (FLUX.md
 * 1.3).
 *
 * @param group the group of the controller
 * @param name the name of the owner
 * @param namespace the namespace of the owner
 */
public record OwnerLabels(String group, String name, String namespace) {

  /** The labels. */
  public Map<String, String> labels() {
    return Map.of(nameKey(), name, namespaceKey(), namespace);
  }

  /** An object with the labels. */
  public KubeObject addTo(KubeObject object) {
    return object
        .with(name, "metadata", "labels", nameKey())
        .with(namespace, "metadata", "labels", namespaceKey());
  }

  /** Whether an object has the labels. */
  public boolean areOn(KubeObject object) {
    return object.labels().entrySet().containsAll(labels().entrySet());
  }

  private String nameKey() {
    return group + "/name";
  }

  private String namespaceKey() {
    return group + "/namespace";
  }
}

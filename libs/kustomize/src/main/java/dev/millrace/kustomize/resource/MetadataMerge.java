package dev.millrace.kustomize.resource;

import java.util.Map;

/** Lets an object take over the identity of another: name, namespace, memory, and metadata. */
public final class MetadataMerge {
  private MetadataMerge() {}

  /**
   * Gives {@code target} the name and namespace of {@code from}, and its labels and annotations.
   */
  public static void takeOver(Resource target, Resource from) {
    Map<String, String> labels = from.labels();
    labels.putAll(target.labels());
    target.setLabels(labels);
    target.setAnnotations(History.merged(target.annotations(), from.annotations()));
    target.setName(from.name());
    target.setNamespace(from.namespace());
    if (target != from) {
      target.variables().clear();
      target.variables().addAll(from.variables());
    }
  }
}

package dev.millrace.helm.action;

import dev.millrace.helm.action.ActionException.Reason;
import dev.millrace.helm.order.ManifestSplitter;
import dev.millrace.helm.values.ValueTrees;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects of a manifest text, completed with the namespace they go to. */
public final class ManifestObjects {
  private final ReleaseCluster cluster;
  private final String namespace;

  /**
   * Creates the reader.
   *
   * @param namespace of objects that name none
   */
  public ManifestObjects(ReleaseCluster cluster, String namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  /** The objects in order; documents without any content are left out, lists are taken apart. */
  public List<Map<String, Object>> read(String manifest) throws ActionException, ClusterException {
    var objects = new ArrayList<Map<String, Object>>();
    for (String document : ManifestSplitter.split(manifest)) {
      Map<String, Object> object = parse(document);
      if (object != null && !object.isEmpty()) {
        add(objects, object);
      }
    }
    return objects;
  }

  private void add(List<Map<String, Object>> objects, Map<String, Object> object)
      throws ActionException, ClusterException {
    ObjectRef ref = ObjectRef.of(object);
    if (ref.kind().isEmpty() || ref.apiVersion().isEmpty()) {
      throw new ActionException(
          Reason.RENDER,
          "unable to build kubernetes objects from release manifest: an object lacks kind or"
              + " apiVersion");
    }
    if (ref.kind().endsWith("List") && object.get("items") instanceof List<?> items) {
      for (Object item : items) {
        Map<String, Object> nested = ValueTrees.asTable(item);
        if (nested != null) {
          add(objects, nested);
        }
      }
      return;
    }
    objects.add(completed(object, ref));
  }

  private Map<String, Object> completed(Map<String, Object> object, ObjectRef ref)
      throws ClusterException {
    boolean namespaced = cluster.isNamespaced(ref.apiVersion(), ref.kind());
    if (!namespaced || !ref.namespace().isEmpty()) {
      return object;
    }
    Map<String, Object> metadata = ValueTrees.asTable(object.get("metadata"));
    Map<String, Object> withNamespace =
        metadata == null ? new LinkedHashMap<>() : new LinkedHashMap<>(metadata);
    withNamespace.put("namespace", namespace);
    Map<String, Object> completed = new LinkedHashMap<>(object);
    completed.put("metadata", withNamespace);
    return completed;
  }

  private static @Nullable Map<String, Object> parse(String document) throws ActionException {
    try {
      return ValueTrees.asTable(YamlReader.sigs().read(document));
    } catch (YamlException e) {
      throw new ActionException(
          Reason.RENDER,
          "unable to build kubernetes objects from release manifest: " + e.getMessage(),
          e);
    }
  }
}

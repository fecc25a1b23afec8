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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Objects of a manifest text, completed with the namespace they go to. All documents are read at
 * once, so that none can fail later; the trees of a large manifest are then forgotten until they
 * are asked for.
 */
public final class ManifestObjects {
  /** Trees of manifests up to this length are kept: reading them twice costs more than they do. */
  private static final int KEPT_CHARACTERS = 256 << 10;

  private final KindScopes scopes;
  private final String namespace;

  /**
   * Creates the reader.
   *
   * @param namespace of objects that name none
   */
  public ManifestObjects(KindScopes scopes, String namespace) {
    this.scopes = scopes;
    this.namespace = namespace;
  }

  /** The objects in order; documents without any content are left out, lists are taken apart. */
  public List<ManifestObject> read(String manifest) throws ActionException, ClusterException {
    boolean kept = manifest.length() <= KEPT_CHARACTERS;
    var objects = new ArrayList<ManifestObject>();
    for (ManifestSplitter.Section section : ManifestSplitter.sections(manifest)) {
      Map<String, Object> document = parse(section.in(manifest));
      if (document != null && !document.isEmpty()) {
        var trees = new ArrayList<Map<String, Object>>();
        add(trees, document);
        if (kept || isList(document)) {
          trees.forEach(tree -> objects.add(ManifestObject.of(tree)));
        } else {
          objects.add(readAgain(manifest, section, ObjectRef.of(trees.getFirst())));
        }
      }
    }
    return objects;
  }

  private static ManifestObject readAgain(
      String manifest, ManifestSplitter.Section section, ObjectRef ref) {
    return ManifestObject.madeBy(
        ref,
        () ->
            inNamespace(
                Objects.requireNonNull(
                    ValueTrees.asTable(YamlReader.sigs().read(section.in(manifest)))),
                ref.namespace()));
  }

  private void add(List<Map<String, Object>> objects, Map<String, Object> object)
      throws ActionException, ClusterException {
    ObjectRef ref = ObjectRef.of(object);
    if (ref.kind().isEmpty() || ref.apiVersion().isEmpty()) {
      throw unbuildable("an object lacks kind or apiVersion");
    }
    if (!isList(object)) {
      if (ref.name().isEmpty()) {
        throw unbuildable(
            "a %s lacks metadata.name; Helm can't release objects whose names the server makes up"
                .formatted(ref.kind()));
      }
      objects.add(completed(object, ref));
      return;
    }
    for (Object item : items(object)) {
      Map<String, Object> nested = ValueTrees.asTable(item);
      if (nested != null) {
        add(objects, nested);
      }
    }
  }

  private static ActionException unbuildable(String why) {
    return new ActionException(
        Reason.RENDER, "unable to build kubernetes objects from release manifest: " + why);
  }

  /** Also one whose items a template made out of nothing. */
  private static boolean isList(Map<String, Object> object) {
    Object items = object.get("items");
    return ObjectRef.of(object).kind().endsWith("List")
        && (items instanceof List<?> || items == null && object.containsKey("items"));
  }

  private static List<?> items(Map<String, Object> list) {
    return list.get("items") instanceof List<?> items ? items : List.of();
  }

  private Map<String, Object> completed(Map<String, Object> object, ObjectRef ref)
      throws ClusterException {
    boolean namespaced = scopes.isNamespaced(ref.apiVersion(), ref.kind());
    return !namespaced || !ref.namespace().isEmpty() ? object : inNamespace(object, namespace);
  }

  private static Map<String, Object> inNamespace(Map<String, Object> object, String namespace) {
    if (ObjectRef.of(object).namespace().equals(namespace)) {
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

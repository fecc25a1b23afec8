package dev.millrace.kustomize.resource;

import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.problem.KustomizeException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Merges the data of a generated ConfigMap or Secret over that of an existing one. */
final class DataMerge {
  private DataMerge() {}

  static void mergeInto(Resource generated, Resource old) {
    String origin = old.annotation(Origin.ANNOTATION);
    Map<String, String> oldData = data(old, "data");
    boolean isSecret = generated.apiVersion().equals("v1") && generated.kind().equals("Secret");
    if (isSecret) {
      oldData.putAll(encodedStringData(old));
    }
    MetadataMerge.takeOver(generated, old);
    set(generated, "data", oldData);
    set(generated, "binaryData", data(old, "binaryData"));
    if (origin != null) {
      Map<String, String> annotations = generated.annotations();
      annotations.put(Origin.ANNOTATION, origin);
      generated.setAnnotations(annotations);
    }
  }

  private static void set(Resource generated, String field, Map<String, String> oldData) {
    Map<String, String> merged = oldData;
    merged.putAll(data(generated, field));
    generated.node().removeField(field);
    KeyValueData.put(generated.node(), field, merged);
  }

  private static Map<String, String> data(Resource resource, String field) {
    Map<String, String> result = new LinkedHashMap<>();
    Node map = resource.node().field(field);
    if (map != null) {
      map.fields().forEach(entry -> result.put(entry.name(), valueOf(entry.value())));
    }
    return result;
  }

  /** What the API server makes of {@code stringData}; it wins over {@code data}. */
  private static Map<String, String> encodedStringData(Resource old) {
    Map<String, String> encoded = new LinkedHashMap<>();
    Node map = old.node().field("stringData");
    if (map == null || map.isNull()) {
      return encoded;
    }
    map.requireKind(Node.Kind.MAP);
    for (Node.Field field : map.fields()) {
      if (!field.value().isScalar()) {
        throw new KustomizeException(
            "the stringData value of key \"" + field.name() + "\" must be a scalar");
      }
      byte[] bytes = valueOf(field.value()).getBytes(StandardCharsets.UTF_8);
      encoded.put(field.name(), KeyValueData.base64(bytes));
    }
    return encoded;
  }

  private static String valueOf(Node node) {
    return node.isNull() ? "" : node.text();
  }
}

package dev.millrace.conformance.flux;

import dev.millrace.apply.object.Tree;
import dev.millrace.controller.helm.values.ValuesComposition;
import dev.millrace.controller.helm.values.ValuesDigest;
import dev.millrace.controller.helm.values.ValuesFailure;
import dev.millrace.controller.helm.values.ValuesReference;
import dev.millrace.controller.helm.values.ValuesSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The suite {@code values}: the values of a HelmRelease and their digest. */
final class ValuesSuite {
  Map<String, Object> answer(Map<String, @Nullable Object> testCase) {
    try {
      Map<String, Object> values =
          ValuesComposition.compose(
                  inline(testCase.get("values")),
                  references(testCase),
                  Tree.string(testCase, "namespace"),
                  source(testCase))
              .values();
      return Map.of("values", values, "configDigest", ValuesDigest.of(values));
    } catch (ValuesFailure e) {
      throw new IllegalArgumentException(e);
    }
  }

  @SuppressWarnings("NullAway") // trees of values hold nulls
  private static Map<String, Object> inline(@Nullable Object values) {
    Map<String, Object> inline = new LinkedHashMap<>();
    if (values instanceof Map<?, ?> map) {
      map.forEach((key, value) -> inline.put(String.valueOf(key), value));
    }
    return inline;
  }

  private static List<ValuesReference> references(Map<String, @Nullable Object> testCase) {
    var references = new ArrayList<ValuesReference>();
    for (Object each : Tree.list(testCase, "refs")) {
      Map<?, ?> reference = Tree.map(each);
      references.add(
          new ValuesReference(
              text(reference, "kind", ""),
              text(reference, "name", ""),
              text(reference, "valuesKey", ValuesReference.DEFAULT_KEY),
              text(reference, "targetPath", ""),
              Boolean.TRUE.equals(reference.get("literal")),
              Boolean.TRUE.equals(reference.get("optional"))));
    }
    return references;
  }

  private static ValuesSource source(Map<String, @Nullable Object> testCase) {
    Map<String, Map<String, String>> data = new LinkedHashMap<>();
    for (Object each : Tree.list(testCase, "resources")) {
      Map<?, ?> resource = Tree.map(each);
      Map<String, String> entries = new LinkedHashMap<>();
      if (resource.get("data") instanceof Map<?, ?> map) {
        map.forEach((key, value) -> entries.put(String.valueOf(key), String.valueOf(value)));
      }
      data.put(resource.get("kind") + "/" + resource.get("name"), entries);
    }
    return (kind, name) -> Optional.ofNullable(data.get(kind + "/" + name));
  }

  private static String text(Map<?, ?> fields, String name, String otherwise) {
    Object value = fields.get(name);
    return value == null || value.equals("") ? otherwise : value.toString();
  }
}

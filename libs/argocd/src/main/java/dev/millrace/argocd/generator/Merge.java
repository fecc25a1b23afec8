package dev.millrace.argocd.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lays the parameters of later generators over those of the first one that have the same values in
 * some keys, as the merge generator of Argo CD does. What only a later generator has is left out.
 *
 * @param path where the generator stands, for messages
 * @param keys what tells sets of parameters apart
 */
record Merge(String path, List<String> keys) {
  Merge {
    keys = List.copyOf(keys);
    if (keys.isEmpty()) {
      throw new GeneratorException(path + " needs mergeKeys");
    }
  }

  /** The values of the keys in one set of parameters. */
  private record Identity(Map<String, @Nullable Object> values) {}

  List<Map<String, @Nullable Object>> of(List<List<Map<String, @Nullable Object>>> generators) {
    Map<Identity, Map<String, @Nullable Object>> merged = byIdentity(generators.getFirst());
    for (List<Map<String, @Nullable Object>> later : generators.subList(1, generators.size())) {
      byIdentity(later)
          .forEach(
              (identity, set) ->
                  merged.computeIfPresent(identity, (_, base) -> Trees.joined(base, set)));
    }
    return new ArrayList<>(merged.values());
  }

  private Map<Identity, Map<String, @Nullable Object>> byIdentity(
      List<Map<String, @Nullable Object>> sets) {
    Map<Identity, Map<String, @Nullable Object>> byIdentity = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> set : sets) {
      if (byIdentity.put(identity(set), set) != null) {
        throw new GeneratorException(
            "%s: a generator makes several applications with the same %s"
                .formatted(path, String.join(", ", keys)));
      }
    }
    return byIdentity;
  }

  private Identity identity(Map<String, @Nullable Object> set) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    keys.forEach(name -> values.put(name, set.get(name)));
    return new Identity(values);
  }
}

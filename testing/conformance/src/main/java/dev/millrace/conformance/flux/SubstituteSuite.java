package dev.millrace.conformance.flux;

import dev.millrace.apply.object.Tree;
import dev.millrace.envsubst.resource.PostBuildSubstitution;
import dev.millrace.envsubst.resource.SubstitutionVariables;
import dev.millrace.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The suite {@code substitute}: post-build substitution of one object of a Kustomization. */
final class SubstituteSuite {
  /** References to other kinds are ignored; the API server does not admit them. */
  private static final Set<String> SOURCES = Set.of("ConfigMap", "Secret");

  @Nullable Object answer(Map<String, @Nullable Object> testCase) {
    var object = Tree.freezeMap((Map<?, ?>) read(Tree.string(testCase, "resource")));
    if (PostBuildSubstitution.isDisabled(object)) {
      return Map.of("skipped", true, "object", object);
    }
    var options = new PostBuildSubstitution.Options(is(testCase, "strict"), is(testCase, "always"));
    var substitution = new PostBuildSubstitution(variables(testCase), options);
    Optional<Map<String, @Nullable Object>> result = substitution.apply(object);
    return Map.of("skipped", false, "object", result.orElseThrow());
  }

  private static Object read(String resource) {
    return Optional.ofNullable(YamlReader.kustomize().read(resource)).orElseThrow();
  }

  private static SubstitutionVariables variables(Map<String, @Nullable Object> testCase) {
    var variables = new SubstitutionVariables();
    var postBuild = Tree.map(testCase, "postBuild");
    for (Object item : Tree.list(postBuild, "substituteFrom")) {
      var reference = Tree.map(item);
      if (SOURCES.contains(Tree.string(reference, "kind"))) {
        find(reference, Tree.list(testCase, "resources")).ifPresent(variables::add);
      }
    }
    return variables.add(texts(postBuild, "substitute"));
  }

  private static Optional<Map<String, String>> find(
      Map<String, @Nullable Object> reference, List<?> resources) {
    for (Object resource : resources) {
      var candidate = Tree.map(resource);
      if (Tree.string(candidate, "kind").equals(reference.get("kind"))
          && Tree.string(candidate, "name").equals(reference.get("name"))) {
        return Optional.of(texts(candidate, "data"));
      }
    }
    if (is(reference, "optional")) {
      return Optional.empty();
    }
    throw new NoSuchElementException("no " + reference.get("kind") + " " + reference.get("name"));
  }

  private static Map<String, String> texts(Map<String, @Nullable Object> parent, String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    Tree.map(parent, key).forEach((name, value) -> texts.put(name, (String) value));
    return texts;
  }

  private static boolean is(Map<String, @Nullable Object> parent, String key) {
    return Boolean.TRUE.equals(parent.get(key));
  }
}

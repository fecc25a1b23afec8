package dev.millrace.argocd.application;

import com.google.re2j.Pattern;
import dev.millrace.argocd.manifest.Manifest;
import dev.millrace.argocd.manifest.Part;
import dev.millrace.argocd.manifest.Remarks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code ignoreDifferences} as the rules by which fields are left to others. */
final class IgnoredDifferences {
  private static final Pattern PLAIN_PATH = Pattern.compile("(\\.[A-Za-z_][A-Za-z0-9_]*)+");

  private IgnoredDifferences() {}

  /** The rules, each of paths and a target. */
  static List<Map<String, @Nullable Object>> rules(Part spec, Remarks remarks) {
    List<Map<String, @Nullable Object>> rules = new ArrayList<>();
    for (Part difference : spec.parts("ignoreDifferences")) {
      List<String> paths = paths(difference, remarks);
      Map<String, @Nullable Object> target = target(difference);
      if (!paths.isEmpty()) {
        Map<String, @Nullable Object> rule = new LinkedHashMap<>();
        rule.put("paths", paths);
        Manifest.put(rule, "target", target);
        rules.add(rule);
      }
    }
    return rules;
  }

  private static List<String> paths(Part difference, Remarks remarks) {
    List<String> paths = new ArrayList<>(difference.texts("jsonPointers"));
    for (String expression : difference.texts("jqPathExpressions")) {
      if (PLAIN_PATH.matches(expression)) {
        paths.add(expression.replace('.', '/'));
      } else {
        remarks.lost(
            difference.path() + ".jqPathExpressions",
            "'%s' is no plain path; write the JSON pointers that it means".formatted(expression));
      }
    }
    if (!difference.texts("managedFieldsManagers").isEmpty()) {
      remarks.lost(
          difference.path() + ".managedFieldsManagers",
          "fields can be left to others by path, not by owner");
    }
    return paths;
  }

  private static Map<String, @Nullable Object> target(Part difference) {
    Map<String, @Nullable Object> target = new LinkedHashMap<>();
    for (String key : List.of("group", "kind", "name", "namespace")) {
      String value = difference.text(key);
      Manifest.put(target, key, value.equals("*") ? "" : value);
    }
    return target;
  }
}

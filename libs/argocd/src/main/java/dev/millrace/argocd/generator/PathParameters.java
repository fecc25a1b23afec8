package dev.millrace.argocd.generator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What generators of Git say about a folder or file. */
final class PathParameters {
  private PathParameters() {}

  /**
   * The parameters of a folder, and of a file in it.
   *
   * @param file empty if it is about the folder
   * @param prefix below which name they go; empty for none
   * @param nested whether in the form of Go templates
   */
  static Map<String, @Nullable Object> of(
      String folder, String file, String prefix, boolean nested) {
    List<String> segments = List.of(folder.split("/", -1));
    String base = segments.getLast();
    Map<String, @Nullable Object> path = new LinkedHashMap<>();
    path.put("basename", base);
    path.put("basenameNormalized", normalized(base));
    if (!file.isEmpty()) {
      path.put("filename", file);
      path.put("filenameNormalized", normalized(file));
    }
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    if (nested) {
      path.put("path", folder);
      path.put("segments", segments);
      parameters.put("path", path);
      return prefix.isEmpty() ? parameters : new LinkedHashMap<>(Map.of(prefix, parameters));
    }
    String name = prefix.isEmpty() ? "path" : prefix + ".path";
    parameters.put(name, folder);
    path.forEach((key, value) -> parameters.put(name + "." + key, value));
    for (int i = 0; i < segments.size(); i++) {
      parameters.put(name + "[" + i + "]", segments.get(i));
    }
    return parameters;
  }

  /** A text as Argo CD makes it fit for a name. */
  static String normalized(String text) {
    String clean = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
    String cut = clean.length() > 253 ? clean.substring(0, 253) : clean;
    return cut.replaceAll("^[.-]+|[.-]+$", "");
  }
}

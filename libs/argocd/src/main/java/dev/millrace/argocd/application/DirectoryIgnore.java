package dev.millrace.argocd.application;

import dev.millrace.argocd.manifest.Part;
import dev.millrace.argocd.manifest.Remarks;
import java.util.ArrayList;
import java.util.List;

/** {@code source.directory} as the files that a source leaves out, in the form of gitignore. */
final class DirectoryIgnore {
  private DirectoryIgnore() {}

  static String of(Part directory, String path, Remarks remarks) {
    if (directory.has("jsonnet")) {
      Part jsonnet = directory.part("jsonnet");
      if (!jsonnet.isEmpty()) {
        remarks.lost(jsonnet.path(), "Jsonnet is not built; commit what it produces");
      }
      jsonnet.skip("extVars", "tlas", "libs");
    }
    String root = "/" + path.replaceAll("^[./]+|/+$", "");
    String folder = root.equals("/") ? root : root + "/";
    List<String> lines = new ArrayList<>();
    String include = directory.text("include");
    if (!include.isEmpty()) {
      lines.add(folder + "**/*.*");
      braces(include).forEach(glob -> lines.add("!" + folder + glob));
    } else if (!directory.flag("recurse") && !directory.isEmpty()) {
      lines.add(folder + "*/");
    }
    braces(directory.text("exclude")).forEach(glob -> lines.add(folder + glob));
    directory.skip("recurse");
    return String.join("\n", lines);
  }

  /** {@code {a,b}} is a list of globs. */
  private static List<String> braces(String glob) {
    if (glob.isEmpty()) {
      return List.of();
    }
    return glob.startsWith("{") && glob.endsWith("}")
        ? List.of(glob.substring(1, glob.length() - 1).split(",", -1))
        : List.of(glob);
  }
}

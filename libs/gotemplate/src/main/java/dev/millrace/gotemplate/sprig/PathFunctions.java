package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.STRING;

import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.GoFunction;
import dev.millrace.gotemplate.Signature;
import java.util.ArrayList;
import java.util.List;

/** Paths with slashes. The os forms are the same, as they are for Go on Linux. */
final class PathFunctions {
  private PathFunctions() {}

  static Functions all() {
    var functions = Functions.builder();
    both(functions, "base", "osBase", call -> base(call.string(0)));
    both(functions, "dir", "osDir", call -> directory(call.string(0)));
    both(functions, "clean", "osClean", call -> clean(call.string(0)));
    both(functions, "ext", "osExt", call -> extension(call.string(0)));
    both(functions, "isAbs", "osIsAbs", call -> call.string(0).startsWith("/"));
    return functions.build();
  }

  private static void both(
      Functions.Builder functions, String name, String osName, GoFunction.Body body) {
    functions.add(name, Signature.of(STRING), body).add(osName, Signature.of(STRING), body);
  }

  private static String base(String path) {
    if (path.isEmpty()) {
      return ".";
    }
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return end == 0 ? "/" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  private static String directory(String path) {
    return clean(path.substring(0, path.lastIndexOf('/') + 1));
  }

  private static String extension(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') ? path.substring(dot) : "";
  }

  /** The shortest path that means the same: without empty parts, {@code .} and inner {@code ..}. */
  static String clean(String path) {
    boolean rooted = path.startsWith("/");
    List<String> parts = new ArrayList<>();
    for (String part : Splitting.split(path, "/", -1)) {
      switch (part) {
        case "", "." -> {}
        case ".." -> {
          if (!parts.isEmpty() && !parts.getLast().equals("..")) {
            parts.removeLast();
          } else if (!rooted) {
            parts.add("..");
          }
        }
        default -> parts.add(part);
      }
    }
    String joined = (rooted ? "/" : "") + String.join("/", parts);
    return joined.isEmpty() ? "." : joined;
  }
}

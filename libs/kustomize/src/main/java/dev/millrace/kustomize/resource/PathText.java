package dev.millrace.kustomize.resource;

import java.util.ArrayDeque;

/** Path arithmetic on text alone, {@code ..} beyond the start included. */
public final class PathText {
  private PathText() {}

  /** The shortest equivalent path, as Go's {@code filepath.Clean} finds it. */
  public static String clean(String path) {
    boolean rooted = path.startsWith("/");
    ArrayDeque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty() && !parts.peekLast().equals("..")) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".") && !(part.equals("..") && rooted)) {
        parts.addLast(part);
      }
    }
    String joined = String.join("/", parts);
    return rooted ? "/" + joined : joined.isEmpty() ? "." : joined;
  }
}

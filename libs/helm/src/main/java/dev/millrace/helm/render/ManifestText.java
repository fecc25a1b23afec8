package dev.millrace.helm.render;

import dev.millrace.helm.order.Manifest;
import java.util.List;

/** Joins documents the way Helm prints and stores them. */
public final class ManifestText {
  private ManifestText() {}

  /** All documents of a list. */
  public static String of(List<Manifest> manifests) {
    var text = new StringBuilder();
    manifests.forEach(manifest -> append(text, manifest.path(), manifest.content()));
    return text.toString();
  }

  /** Adds one document under the path of its file. */
  public static void append(StringBuilder text, String path, String content) {
    text.append("---\n# Source: ").append(path).append('\n').append(content).append('\n');
  }
}

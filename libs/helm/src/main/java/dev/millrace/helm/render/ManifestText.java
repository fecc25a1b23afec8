package dev.millrace.helm.render;

import dev.millrace.helm.order.Manifest;
import java.util.List;

/** Joins documents the way Helm prints and stores them. */
public final class ManifestText {
  private static final String HEAD = "---\n# Source: ";

  private ManifestText() {}

  /** All documents of a list. */
  public static String of(List<Manifest> manifests) {
    int length = 0;
    for (Manifest manifest : manifests) {
      length += HEAD.length() + manifest.path().length() + manifest.content().length() + 2;
    }
    var text = new StringBuilder(length);
    manifests.forEach(manifest -> append(text, manifest.path(), manifest.content()));
    return text.toString();
  }

  /** Adds one document under the path of its file. */
  public static void append(StringBuilder text, String path, String content) {
    text.append(HEAD).append(path).append('\n').append(content).append('\n');
  }
}

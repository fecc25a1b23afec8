package dev.millrace.artifact.storage;

import java.util.List;
import java.util.Locale;

/**
 * Where an artifact lies in the storage and below the server's address: {@code
 * kind/namespace/name/file}, the kind in lower case (FLUX.md 1.5).
 */
public record ArtifactPath(String kind, String namespace, String name, String file) {
  public ArtifactPath {
    kind = kind.toLowerCase(Locale.ROOT);
    for (var segment : List.of(kind, namespace, name, file)) {
      requirePlain(segment);
    }
  }

  /**
   * Reads a path as stored in {@code status.artifact.path}.
   *
   * @throws IllegalArgumentException when it does not have four plain segments
   */
  public static ArtifactPath parse(String path) {
    var segments = path.split("/", -1);
    if (segments.length != 4) {
      throw new IllegalArgumentException(
          "artifact path '%s' is not of the form kind/namespace/name/file".formatted(path));
    }
    return new ArtifactPath(segments[0], segments[1], segments[2], segments[3]);
  }

  /** The same object's file of another name. */
  public ArtifactPath sibling(String otherFile) {
    return new ArtifactPath(kind, namespace, name, otherFile);
  }

  /** The folder of all files of the object: {@code kind/namespace/name}. */
  public String folder() {
    return kind + "/" + namespace + "/" + name;
  }

  private static void requirePlain(String segment) {
    boolean plain =
        !segment.isEmpty()
            && !segment.equals(".")
            && !segment.equals("..")
            && segment.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    if (!plain) {
      throw new IllegalArgumentException(
          "'%s' can't be part of an artifact path"
              .formatted(segment.replaceAll("\\p{Cntrl}", "?")));
    }
  }

  @Override
  public String toString() {
    return folder() + "/" + file;
  }
}

package dev.millrace.kustomize.kustomization;

/** An entry of {@code images}; parts that are empty leave that part of the image alone. */
public record Image(String name, String newName, String tagSuffix, String newTag, String digest) {

  /** Reads an entry. */
  public static Image read(StructReader in) {
    return new Image(
        in.text("name"),
        in.text("newName"),
        in.text("tagSuffix"),
        in.text("newTag"),
        in.text("digest"));
  }
}

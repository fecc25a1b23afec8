package dev.millrace.yaml.edit;

import dev.millrace.yaml.Position;

/** Turns positions within one document, which count characters, into indexes of the file's text. */
final class Offsets {
  private final int base;
  private final int[] indexes;

  /**
   * Prepares a document.
   *
   * @param base the index at which the document starts in the file
   */
  Offsets(String document, int base) {
    this.base = base;
    int characters = document.codePointCount(0, document.length());
    this.indexes = characters == document.length() ? new int[0] : indexes(document, characters);
  }

  private static int[] indexes(String document, int characters) {
    int[] indexes = new int[characters + 1];
    int index = 0;
    for (int i = 0; i < characters; i++) {
      indexes[i] = index;
      index += Character.charCount(document.codePointAt(index));
    }
    indexes[characters] = index;
    return indexes;
  }

  int index(Position position) {
    return base + (indexes.length == 0 ? position.offset() : indexes[position.offset()]);
  }
}

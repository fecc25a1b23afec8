package dev.millrace.gotemplate;

import dev.millrace.gotemplate.value.GoString;

/**
 * A template text, to find lines and columns in.
 *
 * @param name the name it was parsed under
 * @param text the text
 */
record Source(String name, String text) {

  /**
   * A place in the text.
   *
   * @param line the line, counted from 1
   * @param column the number of bytes before it on the line
   */
  record Place(int line, int column) {}

  Place place(int position) {
    int line = 1;
    int lineStart = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < position; i = text.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    return new Place(line, GoString.byteLength(text.substring(lineStart, position)));
  }
}

package dev.millrace.yaml;

/**
 * The comments of a value, of a key, or of a document: lines with their {@code #}, divided by line
 * breaks, empty where there are none. Lines may be empty where a blank line divides comments.
 *
 * @param above on lines before it
 * @param beside at the end of its line
 * @param below on lines after it that belong to it
 */
public record Comments(String above, String beside, String below) {
  /** No comments. */
  public static final Comments NONE = new Comments("", "", "");

  /** Whether there is no comment at all. */
  public boolean isEmpty() {
    return above.isEmpty() && beside.isEmpty() && below.isEmpty();
  }

  /** The same comments with others above. */
  public Comments withAbove(String other) {
    return new Comments(other, beside, below);
  }

  /** The same comments with others below. */
  public Comments withBelow(String other) {
    return new Comments(above, beside, other);
  }
}

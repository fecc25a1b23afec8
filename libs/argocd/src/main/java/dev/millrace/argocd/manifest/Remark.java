package dev.millrace.argocd.manifest;

/**
 * Something that a person has to know about a conversion.
 *
 * @param kind how bad it is
 * @param text what, naming the field
 */
public record Remark(Kind kind, String text) {

  /** How bad it is. */
  public enum Kind {
    /** It has no counterpart and was left out. */
    LOST,
    /** It was converted, with a difference or something left to do. */
    NOTE
  }

  @Override
  public String toString() {
    return switch (kind) {
      case LOST -> "not converted: " + text;
      case NOTE -> "note: " + text;
    };
  }
}

package dev.millrace.semver;

/** A text that is no version or no range. */
public final class InvalidVersion extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 64;

  InvalidVersion(String message) {
    super(message);
  }

  static InvalidVersion of(String text, String problem) {
    return new InvalidVersion("\"" + shorten(text) + "\" is not a version: " + problem);
  }

  static InvalidVersion ofRange(String text, String problem) {
    return new InvalidVersion("\"" + shorten(text) + "\" is not a version range: " + problem);
  }

  private static String shorten(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}

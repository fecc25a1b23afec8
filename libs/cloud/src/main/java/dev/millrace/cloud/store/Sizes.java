package dev.millrace.cloud.store;

/** Sizes in listings. */
final class Sizes {
  private Sizes() {}

  /** The number, or 0 for text that is none: the size is only a hint, reads are bounded too. */
  static long parse(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}

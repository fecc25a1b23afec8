package dev.millrace.gotemplate.sprig;

/** Encoded text with a character or an end that does not fit; the message is Go's. */
final class CorruptInputException extends Exception {
  private static final long serialVersionUID = 1L;

  CorruptInputException(String encoding, int index) {
    super("illegal " + encoding + " data at input byte " + index);
  }
}

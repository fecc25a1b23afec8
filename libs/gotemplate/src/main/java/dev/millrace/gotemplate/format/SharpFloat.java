package dev.millrace.gotemplate.format;

/** The sharp flag on floating-point numbers: always a decimal point, and trailing zeros stay. */
final class SharpFloat {
  private SharpFloat() {}

  /**
   * Adds the decimal point and the zeros that the plain form left out.
   *
   * @param magnitude the plain form without sign
   * @param verb the verb it was made with
   * @param precision the precision, or {@link FloatText#SHORTEST}
   */
  static String expand(String magnitude, char verb, int precision) {
    int tailAt = tailIndex(magnitude, verb);
    String body = magnitude.substring(0, tailAt);
    boolean countsDigits = verb == 'g' || verb == 'G' || verb == 'x';
    int missing = countsDigits ? (precision == FloatText.SHORTEST ? 6 : precision) : 0;
    missing -= significantDigits(body);
    var text = new StringBuilder(body);
    if (body.indexOf('.') < 0) {
      if (body.equals("0")) {
        missing--;
      }
      text.append('.');
    }
    return text.repeat('0', Math.max(0, missing))
        .append(magnitude, tailAt, magnitude.length())
        .toString();
  }

  /** Where the exponent starts. */
  private static int tailIndex(String magnitude, char verb) {
    boolean hex = verb == 'x' || verb == 'X';
    for (int i = 0; i < magnitude.length(); i++) {
      char c = Character.toLowerCase(magnitude.charAt(i));
      if (c == 'p' || (c == 'e' && !hex)) {
        return i;
      }
    }
    return magnitude.length();
  }

  private static int significantDigits(String body) {
    int count = 0;
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c != '.' && (c != '0' || count > 0)) {
        count++;
      }
    }
    return count;
  }
}

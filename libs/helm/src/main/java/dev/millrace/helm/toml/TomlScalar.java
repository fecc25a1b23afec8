package dev.millrace.helm.toml;

import dev.millrace.gotemplate.format.Quoting;

/** Words of TOML that are no texts: booleans, numbers, dates. */
final class TomlScalar {
  private static final int MAX_LENGTH = 400;

  private final TomlCursor in;
  private final int start;

  private TomlScalar(TomlCursor in) {
    this.in = in;
    this.start = in.position();
  }

  static Object read(TomlCursor in) {
    return new TomlScalar(in).read();
  }

  private Object read() {
    int first = in.peek();
    if (TomlSyntax.isDigit(first)) {
      return unsigned();
    }
    if (first == '-' || first == '+') {
      in.next();
      return signed();
    }
    if (first == '.') {
      throw in.error("floats must start with a digit, not '.'");
    }
    if (in.take("inf")) {
      return Double.POSITIVE_INFINITY;
    }
    if (in.take("nan")) {
      return Double.NaN;
    }
    return bool();
  }

  private Object bool() {
    String word = in.takeWhile(Character::isLetter);
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      case "" ->
          throw in.error(
              in.atEnd()
                  ? "unexpected EOF; expected value"
                  : "expected value but found " + TomlCursor.quoted(in.peek()) + " instead");
      default -> throw in.error("expected value but found " + Quoting.quote(word) + " instead");
    };
  }

  private Object signed() {
    int first = in.peek();
    boolean negative = in.since(start).equals("-");
    if (in.take("inf")) {
      return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (in.take("nan")) {
      return Double.NaN;
    }
    if (first == 'i' || first == 'n') {
      in.next();
      throw in.error("invalid float: '" + in.since(start) + "'");
    }
    if (first == '.') {
      throw in.error("floats must start with a digit, not '.'");
    }
    if (!TomlSyntax.isDigit(first)) {
      throw in.error("expected a digit but got " + TomlCursor.quoted(first));
    }
    in.next();
    if (first == '0' && isBaseLetter(in.peek())) {
      throw in.error(
          "cannot use sign with non-decimal numbers: '%s%c'".formatted(in.since(start), in.peek()));
    }
    return decimal();
  }

  private Object unsigned() {
    if (in.next() == '0' && isBaseLetter(in.peek())) {
      return withBase();
    }
    String more = in.takeWhile(TomlSyntax::isDigit);
    boolean zeroAlone = more.isEmpty() && in.since(start).equals("0");
    if (!zeroAlone && (in.peek() == '-' || in.peek() == ':')) {
      in.takeWhile(c -> TomlSyntax.isDigit(c) || "-:Tt .Zz+".indexOf(c) >= 0);
      String word = word();
      return TomlDates.read(word, in);
    }
    return decimal();
  }

  private static boolean isBaseLetter(int c) {
    return c == 'b' || c == 'o' || c == 'x';
  }

  private Object withBase() {
    int letter = in.next();
    int radix = letter == 'x' ? 16 : letter == 'o' ? 8 : 2;
    if (!TomlSyntax.isDigit(in.peek(), radix)) {
      String kind = letter == 'x' ? "a hexadecimal" : letter == 'o' ? "an octal" : "a binary";
      throw in.error(
          "not %s number: '%s%s'"
              .formatted(kind, in.since(start), Character.toString(Math.max(in.peek(), 0))));
    }
    in.takeWhile(c -> c == '_' || TomlSyntax.isDigit(c, radix));
    String word = checkedUnderscores("integer", word());
    return integer(word, word.substring(2).replace("_", ""), radix);
  }

  private Object decimal() {
    in.takeWhile(c -> c == '_' || TomlSyntax.isDigit(c));
    if (".eE".indexOf(in.peek()) >= 0) {
      in.takeWhile(c -> TomlSyntax.isDigit(c) || "_.-+eE".indexOf(c) >= 0);
      return floating(word());
    }
    String word = checkedUnderscores("integer", word());
    if (hasLeadingZero(word)) {
      throw in.error("Invalid integer " + Quoting.quote(word) + ": cannot have leading zeroes");
    }
    return integer(word, word.replace("_", ""), 10);
  }

  private Object floating(String word) {
    for (String part : word.split("[.eE]")) {
      if (!part.isEmpty() && !underscoresAreInside(part)) {
        throw misplacedUnderscore("float", word);
      }
    }
    if (hasLeadingZero(word.split("[.eE]", 2)[0])) {
      throw in.error("Invalid float " + Quoting.quote(word) + ": cannot have leading zeroes");
    }
    if (word.matches(".*\\.(\\D.*)?")) {
      throw in.error(
          "Invalid float " + Quoting.quote(word) + ": '.' must be followed by one or more digits");
    }
    try {
      double number = Double.parseDouble(word.replace("_", ""));
      if (Double.isInfinite(number)) {
        throw in.error(word + " is out of range for float64");
      }
      return number;
    } catch (NumberFormatException _) {
      throw in.error("Invalid float value: " + Quoting.quote(word));
    }
  }

  private Long integer(String word, String digits, int radix) {
    try {
      return Long.parseLong(digits, radix);
    } catch (NumberFormatException _) {
      throw in.error(word + " is out of range for int64");
    }
  }

  private String word() {
    String word = in.since(start).strip();
    if (word.length() > MAX_LENGTH) {
      throw in.error("a number or date is longer than " + MAX_LENGTH + " characters");
    }
    return word;
  }

  private String checkedUnderscores(String kind, String word) {
    if (!underscoresAreInside(word)) {
      throw misplacedUnderscore(kind, word);
    }
    return word;
  }

  private static boolean underscoresAreInside(String word) {
    return !word.endsWith("_") && !word.contains("__") && !word.matches("[-+]?_.*|0[box]_.*");
  }

  private TomlException misplacedUnderscore(String kind, String word) {
    return in.error(
        "Invalid %s %s: underscores must be surrounded by digits"
            .formatted(kind, Quoting.quote(word)));
  }

  private static boolean hasLeadingZero(String word) {
    String digits = word.startsWith("-") || word.startsWith("+") ? word.substring(1) : word;
    return digits.length() > 1 && digits.startsWith("0");
  }
}

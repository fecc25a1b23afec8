package dev.millrace.gotemplate.syntax;

import dev.millrace.gotemplate.format.FloatText;
import dev.millrace.gotemplate.format.IntegerText;
import dev.millrace.gotemplate.format.NumberSyntaxException;
import dev.millrace.gotemplate.format.Quoting;
import dev.millrace.gotemplate.value.GoComplex;
import dev.millrace.gotemplate.value.GoInt;
import dev.millrace.gotemplate.value.Values;
import org.jspecify.annotations.Nullable;

/**
 * What a number constant can stand for. Like Go's untyped constants it may fit several types; those
 * that it does not fit are null.
 *
 * @param signed the value as int64
 * @param unsigned the bits of the value as uint64
 * @param floating the value as float64
 * @param complex the value as complex128, for constants with an imaginary part
 * @param ideal the value where no type is wanted: int, float64 or complex128; null where it
 *     overflows int
 */
public record NumberConstant(
    @Nullable Long signed,
    @Nullable Long unsigned,
    @Nullable Double floating,
    @Nullable GoComplex complex,
    @Nullable Object ideal) {

  /** The constant of a character literal: the number of the character. */
  static NumberConstant ofCharacter(String literal) throws NumberSyntaxError {
    int rune = Quoting.unquoteRune(literal);
    if (rune < 0) {
      throw new NumberSyntaxError("malformed character constant: " + literal);
    }
    return new NumberConstant((long) rune, (long) rune, (double) rune, null, GoInt.of(rune));
  }

  /** The constant of a complex literal such as {@code 1+2i}. */
  static NumberConstant ofComplex(String text) throws NumberSyntaxError {
    int split = imaginarySign(text);
    Double real = floating(text.substring(0, split));
    Double imaginary = floating(text.substring(split, text.length() - 1));
    if (real == null || imaginary == null) {
      throw new NumberSyntaxError("illegal number syntax: " + Quoting.quote(text));
    }
    return complex(real, imaginary);
  }

  /** The constant of any other number literal. */
  static NumberConstant ofNumber(String text) throws NumberSyntaxError {
    if (text.endsWith("i")) {
      Double imaginary = floating(text.substring(0, text.length() - 1));
      if (imaginary != null) {
        return complex(0, imaginary);
      }
    }
    Long signed = signed(text);
    Long unsigned = signed != null && signed == 0 ? Long.valueOf(0) : unsigned(text);
    if (signed != null || unsigned != null) {
      return integer(signed, unsigned);
    }
    Double floating = floating(text);
    if (floating == null) {
      throw new NumberSyntaxError("illegal number syntax: " + Quoting.quote(text));
    }
    if (!hasFloatMark(text)) {
      throw new NumberSyntaxError("integer overflow: " + Quoting.quote(text));
    }
    return new NumberConstant(
        asSigned(floating), asUnsigned(floating), floating, null, floatIdeal(text, floating));
  }

  private static NumberConstant integer(@Nullable Long signed, @Nullable Long unsigned) {
    double floating =
        signed != null ? signed : Values.unsignedToDouble(unsigned == null ? 0 : unsigned);
    return new NumberConstant(
        signed, unsigned, floating, null, signed == null ? null : GoInt.of(signed));
  }

  /** A hexadecimal integer may contain an e; it is no float for that. */
  private static Object floatIdeal(String text, double floating) {
    boolean hex = text.length() > 2 && text.charAt(0) == '0' && (text.charAt(1) | 0x20) == 'x';
    boolean hexInteger = hex && text.indexOf('p') < 0 && text.indexOf('P') < 0;
    Long signed = asSigned(floating);
    return hexInteger && signed != null ? GoInt.of(signed) : (Object) floating;
  }

  private static NumberConstant complex(double real, double imaginary) {
    var complex = new GoComplex(real, imaginary);
    if (imaginary != 0) {
      return new NumberConstant(null, null, null, complex, complex);
    }
    return new NumberConstant(asSigned(real), asUnsigned(real), real, complex, complex);
  }

  private static @Nullable Long asSigned(double value) {
    boolean exact = value == Math.rint(value) && value >= -0x1p63 && value < 0x1p63;
    return exact ? Long.valueOf((long) value) : null;
  }

  private static @Nullable Long asUnsigned(double value) {
    boolean exact = value == Math.rint(value) && value >= 0 && value < 0x1p64;
    if (!exact) {
      return null;
    }
    return value < 0x1p63 ? (long) value : (long) (value - 0x1p63) + Long.MIN_VALUE;
  }

  private static boolean hasFloatMark(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (".eEpP".indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** The index of the sign between the real and the imaginary part. */
  private static int imaginarySign(String text) {
    for (int i = text.length() - 1; i > 0; i--) {
      char c = text.charAt(i);
      if ((c == '+' || c == '-') && "eEpP".indexOf(text.charAt(i - 1)) < 0) {
        return i;
      }
    }
    return 0;
  }

  private static @Nullable Long signed(String text) {
    try {
      return IntegerText.parseSigned(text, 0);
    } catch (NumberSyntaxException _) {
      return null;
    }
  }

  private static @Nullable Long unsigned(String text) {
    try {
      return IntegerText.parseUnsigned(text, 0);
    } catch (NumberSyntaxException _) {
      return null;
    }
  }

  private static @Nullable Double floating(String text) {
    try {
      return FloatText.parse(text);
    } catch (NumberSyntaxException _) {
      return null;
    }
  }

  /** A literal that is not a number. */
  static final class NumberSyntaxError extends Exception {
    private static final long serialVersionUID = 1L;

    NumberSyntaxError(String message) {
      super(message);
    }
  }
}

package dev.millrace.gotemplate.format;

/** The binary ({@code %b}) and hexadecimal ({@code %x}) forms of floating-point numbers. */
final class HexFloat {
  private static final int FRACTION_BITS = 52;
  private static final int BIAS = 1023;

  private HexFloat() {}

  /** Appends mantissa and binary exponent in decimal, as {@code 4503599627370496p-52}. */
  static void appendBinary(StringBuilder text, double magnitude, int bits) {
    long mantissa;
    int exponent;
    if (bits == 32) {
      int raw = Float.floatToRawIntBits((float) magnitude);
      int biased = raw >>> 23;
      mantissa = biased == 0 ? raw : (raw & 0x7fffff) | 0x800000;
      exponent = Math.max(biased, 1) - 127 - 23;
    } else {
      mantissa = mantissa(magnitude);
      exponent = exponent(magnitude) - FRACTION_BITS;
    }
    text.append(mantissa).append('p').append(exponent < 0 ? "" : "+").append(exponent);
  }

  /** Appends the form {@code 0x1.8p+01}, rounded to the precision if there is one. */
  static void appendHex(StringBuilder text, double magnitude, int precision, boolean upper) {
    long mantissa = mantissa(magnitude);
    int exponent = magnitude == 0 ? 0 : exponent(magnitude);
    while (mantissa != 0 && (mantissa & (1L << FRACTION_BITS)) == 0) {
      mantissa <<= 1;
      exponent--;
    }
    // One digit before the point leaves the 13 hexadecimal digits of the fraction behind it.
    if (precision >= 0 && precision < 13) {
      mantissa = round(mantissa, (13 - precision) * 4);
      if ((mantissa & (1L << (FRACTION_BITS + 1))) != 0) {
        mantissa >>>= 1;
        exponent++;
      }
    }
    var form = new StringBuilder("0x").append(mantissa >>> FRACTION_BITS);
    appendFraction(form, mantissa & ((1L << FRACTION_BITS) - 1), precision);
    form.append('p').append(exponent < 0 ? '-' : '+');
    int size = Math.abs(exponent);
    form.append(size < 10 ? "0" : "").append(size);
    text.append(upper ? form.toString().toUpperCase(java.util.Locale.ROOT) : form);
  }

  private static void appendFraction(StringBuilder form, long fraction, int precision) {
    if (precision == 0 || (precision < 0 && fraction == 0)) {
      return;
    }
    form.append('.');
    long rest = fraction << 12;
    for (int i = 0; precision < 0 ? rest != 0 : i < precision; i++) {
      form.append(Character.forDigit((int) (rest >>> 60), 16));
      rest <<= 4;
    }
  }

  /** Rounds to the nearest multiple of two to the given number of bits, ties to even. */
  private static long round(long mantissa, int bits) {
    long unit = 1L << bits;
    long rest = mantissa & (unit - 1);
    long floor = mantissa - rest;
    boolean up = rest > unit / 2 || (rest == unit / 2 && (floor & unit) != 0);
    return up ? floor + unit : floor;
  }

  private static long mantissa(double magnitude) {
    long raw = Double.doubleToRawLongBits(magnitude);
    long fraction = raw & ((1L << FRACTION_BITS) - 1);
    return raw >>> FRACTION_BITS == 0 ? fraction : fraction | (1L << FRACTION_BITS);
  }

  private static int exponent(double magnitude) {
    int biased = (int) (Double.doubleToRawLongBits(magnitude) >>> FRACTION_BITS);
    return Math.max(biased, 1) - BIAS;
  }
}

package dev.millrace.sops.tree;

import dev.millrace.yaml.GoYaml;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** The text of a value that is encrypted and authenticated: the forms of the original. */
public final class PlainText {
  private PlainText() {}

  /** The bytes of a leaf: {@code True}, {@code 1000} for 1e3, times in RFC 3339. */
  public static byte[] of(Value.Leaf leaf) {
    return switch (leaf) {
      case Text text -> text.bytes();
      case Value.Whole(long number) -> ascii(Long.toString(number));
      case Value.Real(double number) -> ascii(real(number));
      case Value.Truth(boolean value) -> ascii(value ? "True" : "False");
      case Value.Moment(var time) -> ascii(GoYaml.timestamp(time));
    };
  }

  /** The shortest digits that identify the number, never with an exponent. */
  static String real(double number) {
    if (!Double.isFinite(number)) {
      return Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
    }
    if (number == 0) {
      return 1 / number < 0 ? "-0" : "0";
    }
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

package dev.millrace.sops.format;

import dev.millrace.sops.SopsException;
import dev.millrace.sops.tree.Text;
import dev.millrace.sops.tree.Value;
import dev.millrace.yaml.GoNumbers;
import dev.millrace.yaml.GoYaml;
import java.time.temporal.ChronoUnit;

/** Values in formats that know nothing but text. */
final class ScalarText {
  private ScalarText() {}

  /**
   * The value as text.
   *
   * @throws SopsException of kind FORMAT for maps and lists
   */
  static String of(Value value, String key, String format) {
    return switch (value) {
      case Text text -> text.string();
      case Value.Whole(long number) -> Long.toString(number);
      case Value.Real(double number) -> real(number);
      case Value.Truth(boolean truth) -> Boolean.toString(truth);
      case Value.Moment(var time) -> GoYaml.timestamp(time.truncatedTo(ChronoUnit.SECONDS));
      case Value.Nothing _ -> "<nil>";
      case Value.Comment comment -> comment.text();
      case Value.Branch _, Value.Items _ ->
          throw new SopsException(
              SopsException.Kind.FORMAT,
              "a map or list can't be written in a " + format + " file; the key is '" + key + "'");
    };
  }

  /** With an exponent where it is shorter, and always distinct from a whole number. */
  private static String real(double number) {
    String text = GoNumbers.formatGeneral(number).replace('e', 'E');
    boolean looksWhole = Double.isFinite(number) && text.indexOf('.') < 0 && text.indexOf('E') < 0;
    return looksWhole ? text + ".0" : text;
  }
}

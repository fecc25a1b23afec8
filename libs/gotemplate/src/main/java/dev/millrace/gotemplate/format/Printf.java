package dev.millrace.gotemplate.format;

import dev.millrace.gotemplate.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run over a format string with its arguments. */
final class Printf {
  private static final int MAX_NUMBER = 1_000_000;

  private final String format;
  private final List<? extends @Nullable Object> arguments;
  private final StringBuilder out = new StringBuilder();
  private final Flags flags = new Flags();
  private final ValuePrinter printer = new ValuePrinter(out, flags);

  private int index;
  private int argument;
  private boolean reordered;
  private boolean goodArgument;
  private boolean afterIndex;

  Printf(String format, List<? extends @Nullable Object> arguments) {
    this.format = format;
    this.arguments = arguments;
  }

  String run() {
    while (index < format.length()) {
      int percent = format.indexOf('%', index);
      if (percent < 0) {
        out.append(format, index, format.length());
        break;
      }
      out.append(format, index, percent);
      index = percent + 1;
      directive();
    }
    if (!reordered && argument < arguments.size()) {
      extraArguments();
    }
    return out.toString();
  }

  private void directive() {
    flags.clear();
    goodArgument = true;
    afterIndex = false;
    readFlags();
    readArgumentIndex();
    readWidth();
    readPrecision();
    if (!afterIndex) {
      readArgumentIndex();
    }
    if (index >= format.length()) {
      out.append("%!(NOVERB)");
      return;
    }
    int verb = format.codePointAt(index);
    index += Character.charCount(verb);
    verb(verb);
  }

  private void verb(int verb) {
    if (verb == '%') {
      out.append('%');
    } else if (!goodArgument) {
      out.append("%!").appendCodePoint(verb).append("(BADINDEX)");
    } else if (argument >= arguments.size()) {
      out.append("%!").appendCodePoint(verb).append("(MISSING)");
    } else {
      if (verb == 'v' || verb == 'w') {
        flags.adaptToValueVerb();
      }
      printer.argument(arguments.get(argument++), verb);
    }
  }

  private void readFlags() {
    for (; index < format.length(); index++) {
      switch (format.charAt(index)) {
        case '#' -> flags.sharp = true;
        case '0' -> flags.zero = true;
        case '+' -> flags.plus = true;
        case '-' -> flags.minus = true;
        case ' ' -> flags.space = true;
        default -> {
          return;
        }
      }
    }
  }

  private void readWidth() {
    if (at('*')) {
      index++;
      readStarWidth();
      afterIndex = false;
      return;
    }
    int width = readNumber();
    flags.hasWidth = width >= 0;
    flags.width = Math.max(width, 0);
    if (afterIndex && flags.hasWidth) {
      goodArgument = false;
    }
  }

  private void readStarWidth() {
    Integer width = integerArgument();
    if (width == null) {
      out.append("%!(BADWIDTH)");
      return;
    }
    flags.hasWidth = true;
    flags.width = Math.abs(width);
    if (width < 0) {
      flags.minus = true;
      flags.zero = false;
    }
  }

  private void readPrecision() {
    if (index + 1 >= format.length() || !at('.')) {
      return;
    }
    index++;
    if (afterIndex) {
      goodArgument = false;
    }
    readArgumentIndex();
    if (at('*')) {
      index++;
      Integer precision = integerArgument();
      flags.hasPrecision = precision != null && precision >= 0;
      flags.precision = flags.hasPrecision && precision != null ? precision : 0;
      if (!flags.hasPrecision) {
        out.append("%!(BADPREC)");
      }
      afterIndex = false;
      return;
    }
    flags.precision = Math.max(readNumber(), 0);
    flags.hasPrecision = true;
  }

  /** The next argument as a width or precision, or null where it cannot be one. */
  private @Nullable Integer integerArgument() {
    if (argument >= arguments.size()) {
      return null;
    }
    Object value = arguments.get(argument++);
    if (!Values.kindOf(value).isInteger()) {
      return null;
    }
    long number = Values.integerBits(value);
    return number > MAX_NUMBER || number < -MAX_NUMBER ? null : Integer.valueOf((int) number);
  }

  /** The decimal number at the index, or -1 where there is none. */
  private int readNumber() {
    int number = -1;
    for (; index < format.length(); index++) {
      int digit = format.charAt(index) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      if (number > MAX_NUMBER) {
        index = format.length();
        return -1;
      }
      number = Math.max(number, 0) * 10 + digit;
    }
    return number;
  }

  /** Reads an explicit argument index such as {@code [3]}, if there is one. */
  private void readArgumentIndex() {
    afterIndex = false;
    if (!at('[')) {
      return;
    }
    reordered = true;
    int close = format.indexOf(']', index);
    if (close < 0 || format.length() - index < 3) {
      goodArgument = false;
      index++;
      return;
    }
    int wanted = number(index + 1, close);
    index = close + 1;
    if (wanted < 0) {
      goodArgument = false;
      return;
    }
    afterIndex = true;
    if (wanted >= 1 && wanted <= arguments.size()) {
      argument = wanted - 1;
    } else {
      goodArgument = false;
    }
  }

  private int number(int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = format.charAt(i) - '0';
      if (digit < 0 || digit > 9 || number > MAX_NUMBER) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return from == to ? -1 : number;
  }

  private boolean at(char c) {
    return index < format.length() && format.charAt(index) == c;
  }

  private void extraArguments() {
    flags.clear();
    out.append("%!(EXTRA ");
    int first = argument;
    for (; argument < arguments.size(); argument++) {
      if (argument > first) {
        out.append(", ");
      }
      Object value = arguments.get(argument);
      if (Values.isPresent(value)) {
        out.append(Values.typeOrAny(value).name()).append('=');
      }
      printer.argument(value, 'v');
    }
    out.append(')');
  }
}

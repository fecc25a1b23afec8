package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.INT;
import static dev.millrace.gotemplate.value.GoType.STRING;

import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.value.GoString;

/** Cutting, indenting and wrapping of text. Lengths are bytes, as in Go. */
final class LayoutFunctions {
  private static final Signature NUMBER_TEXT = Signature.of(INT, STRING);

  private LayoutFunctions() {}

  static Functions all() {
    return Functions.builder()
        .add("indent", NUMBER_TEXT, LayoutFunctions::indent)
        .add("nindent", NUMBER_TEXT, call -> "\n" + indent(call))
        .add("trunc", NUMBER_TEXT, call -> truncate(call.integer(0), call.string(1)))
        .add("substr", Signature.of(INT, INT, STRING), LayoutFunctions::substring)
        .add("abbrev", NUMBER_TEXT, call -> Abbreviation.of(call.string(1), 0, call.integer(0)))
        .add(
            "abbrevboth",
            Signature.of(INT, INT, STRING),
            call -> Abbreviation.of(call.string(2), call.integer(0), call.integer(1)))
        .add("wrap", NUMBER_TEXT, LayoutFunctions::wrap)
        .add("wrapWith", Signature.of(INT, STRING, STRING), LayoutFunctions::wrapWith)
        .build();
  }

  private static String indent(Call call) {
    long spaces = call.integer(0);
    String text = call.string(1);
    if (spaces < 0) {
      throw new FunctionFailure("strings: negative Repeat count");
    }
    long lines = text.chars().filter(c -> c == '\n').count() + 1;
    call.execution()
        .checkLength(spaces > Integer.MAX_VALUE ? spaces : text.length() + lines * spaces);
    String padding = " ".repeat((int) spaces);
    return padding + text.replace("\n", "\n" + padding);
  }

  private static String truncate(long count, String text) {
    int length = GoString.byteLength(text);
    if (count < 0 && length + count > 0) {
      return GoString.slice(text, (int) (length + count), length);
    }
    return count >= 0 && length > count ? GoString.slice(text, 0, (int) count) : text;
  }

  private static Object substring(Call call) {
    long start = call.integer(0);
    long end = call.integer(1);
    String text = call.string(2);
    int length = GoString.byteLength(text);
    if (start < 0) {
      if (end < 0 || end > length) {
        throw new FunctionFailure(
            "runtime error: slice bounds out of range [:" + end + "] with length " + length);
      }
      return GoString.slice(text, 0, (int) end);
    }
    long to = end < 0 || end > length ? length : end;
    if (start > to) {
      throw new FunctionFailure(
          "runtime error: slice bounds out of range [" + start + ":" + to + "]");
    }
    return GoString.slice(text, (int) start, (int) to);
  }

  private static Object wrap(Call call) {
    return LineWrapper.wrap(call.string(1), call.integer(0), "\n", false);
  }

  private static Object wrapWith(Call call) {
    String separator = call.string(1).isEmpty() ? "\n" : call.string(1);
    String text = call.string(2);
    call.execution().checkLength(text.length() * (long) (separator.length() + 1));
    return LineWrapper.wrap(text, call.integer(0), separator, true);
  }
}

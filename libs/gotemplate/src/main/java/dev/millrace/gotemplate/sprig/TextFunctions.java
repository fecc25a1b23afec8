package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.ANY;
import static dev.millrace.gotemplate.value.GoType.INT;
import static dev.millrace.gotemplate.value.GoType.STRING;

import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.format.GoFormat;
import dev.millrace.gotemplate.format.Quoting;
import dev.millrace.gotemplate.value.GoMap;
import dev.millrace.gotemplate.value.GoSlice;
import dev.millrace.gotemplate.value.GoString;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.UnicodeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Strings: trimming, searching, joining, splitting and quoting. */
final class TextFunctions {
  private static final Signature TEXT = Signature.of(STRING);
  private static final Signature TWO_TEXTS = Signature.of(STRING, STRING);
  private static final Signature ANYTHING = Signature.of().andRest(ANY);

  private TextFunctions() {}

  static Functions all() {
    var functions = Functions.builder();
    addTrimming(functions);
    addSearching(functions);
    addJoining(functions);
    addSplitting(functions);
    return functions.build();
  }

  private static void addTrimming(Functions.Builder functions) {
    functions
        .add("trim", TEXT, call -> UnicodeText.trim(call.string(0)))
        .add("trimall", TWO_TEXTS, call -> trimAll(call.string(1), call.string(0)))
        .add("trimAll", TWO_TEXTS, call -> trimAll(call.string(1), call.string(0)))
        .add("trimSuffix", TWO_TEXTS, call -> trimSuffix(call.string(1), call.string(0)))
        .add("trimPrefix", TWO_TEXTS, call -> trimPrefix(call.string(1), call.string(0)))
        .add("nospace", TEXT, call -> BytewiseText.withoutSpace(call.string(0)));
  }

  private static void addSearching(Functions.Builder functions) {
    functions
        .add("contains", TWO_TEXTS, call -> call.string(1).contains(call.string(0)))
        .add("hasPrefix", TWO_TEXTS, call -> call.string(1).startsWith(call.string(0)))
        .add("hasSuffix", TWO_TEXTS, call -> call.string(1).endsWith(call.string(0)))
        .add("replace", Signature.of(STRING, STRING, STRING), TextFunctions::replace)
        .add("plural", Signature.of(STRING, STRING, INT), TextFunctions::plural);
  }

  private static void addJoining(Functions.Builder functions) {
    functions
        .add("repeat", Signature.of(INT, STRING), TextFunctions::repeat)
        .add("cat", ANYTHING, TextFunctions::cat)
        .add("quote", ANYTHING, call -> spaced(call, v -> Quoting.quote(Cast.toText(v))))
        .add("squote", ANYTHING, call -> spaced(call, v -> "'" + GoFormat.text(v) + "'"))
        .add("toString", Signature.of(ANY), call -> Cast.toText(call.value(0)))
        .add("toStrings", Signature.of(ANY), call -> Lists.toStrings(call.value(0)))
        .add("join", Signature.of(STRING, ANY), TextFunctions::join);
  }

  private static void addSplitting(Functions.Builder functions) {
    functions
        .add(
            "split",
            TWO_TEXTS,
            call -> numbered(Splitting.split(call.string(1), call.string(0), -1)))
        .add(
            "splitn",
            Signature.of(STRING, INT, STRING),
            call ->
                numbered(Splitting.split(call.string(2), call.string(0), (int) call.integer(1))))
        .add(
            "splitList",
            TWO_TEXTS,
            call -> GoSlice.ofStrings(Splitting.split(call.string(1), call.string(0), -1)));
  }

  private static String trimAll(String text, String characters) {
    int from = 0;
    int to = text.length();
    while (from < to && characters.indexOf(text.codePointAt(from)) >= 0) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (to > from && characters.indexOf(text.codePointBefore(to)) >= 0) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  private static String trimSuffix(String text, String suffix) {
    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
  }

  private static String trimPrefix(String text, String prefix) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  private static Object replace(Call call) {
    String old = call.string(0);
    String replacement = call.string(1);
    String text = call.string(2);
    call.execution()
        .checkLength(
            text.length() + occurrences(text, old) * (replacement.length() - old.length()));
    return old.isEmpty() ? insertBetween(text, replacement) : text.replace(old, replacement);
  }

  private static long occurrences(String text, String part) {
    if (part.isEmpty()) {
      return text.length() + 1L;
    }
    long count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }

  /** The empty string occurs before each character and at the end. */
  private static String insertBetween(String text, String inserted) {
    var result = new StringBuilder(inserted);
    text.codePoints().forEach(c -> result.appendCodePoint(c).append(inserted));
    return result.toString();
  }

  private static Object plural(Call call) {
    return call.integer(2) == 1 ? call.string(0) : call.string(1);
  }

  private static Object repeat(Call call) {
    long count = call.integer(0);
    String text = call.string(1);
    if (count < 0) {
      throw new FunctionFailure("strings: negative Repeat count");
    }
    if (!text.isEmpty()) {
      call.execution().checkLength(count > Integer.MAX_VALUE ? count : count * text.length());
      return text.repeat((int) count);
    }
    return "";
  }

  private static Object cat(Call call) {
    return spaced(call, GoFormat::text);
  }

  private interface Form {
    String of(@Nullable Object value);
  }

  /** The arguments but nil, each in its form, with spaces between them. */
  private static Object spaced(Call call, Form form) {
    var text = new StringBuilder();
    boolean first = true;
    for (Object value : call.rest(0)) {
      if (value != null) {
        text.append(first ? "" : " ").append(form.of(value));
        first = false;
        call.execution().checkLength(text.length());
      }
    }
    return GoString.normalize(text.toString());
  }

  private static Object join(Call call) {
    List<@Nullable Object> texts = Lists.toStrings(call.value(1));
    long length = (long) texts.size() * call.string(0).length();
    for (Object text : texts) {
      length += String.valueOf(text).length();
    }
    call.execution().checkLength(length);
    return GoString.normalize(
        texts.stream().map(String::valueOf).collect(Collectors.joining(call.string(0))));
  }

  /** The parts under the keys {@code _0}, {@code _1} and so on. */
  private static Object numbered(List<String> parts) {
    Map<String, @Nullable Object> numbered = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      numbered.put("_" + i, parts.get(i));
    }
    return new GoMap(GoType.STRING_MAP, numbered);
  }
}

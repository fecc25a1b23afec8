package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.INT;
import static dev.millrace.gotemplate.value.GoType.STRING;

import com.google.re2j.PatternSyntaxException;
import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.GoFunction;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.value.GoSlice;
import dev.millrace.gotemplate.value.GoType;
import java.util.List;

/** Regular expressions of RE2, which take time linear in the text. */
final class RegexFunctions {
  private static final Signature TWO_TEXTS = Signature.of(STRING, STRING);
  private static final Signature THREE_TEXTS = Signature.of(STRING, STRING, STRING);
  private static final Signature TEXTS_AND_COUNT = Signature.of(STRING, STRING, INT);
  private static final String SPECIAL = "\\.+*?()|[]{}^$";

  private final RegexCache cache = new RegexCache();

  static Functions all() {
    var regex = new RegexFunctions();
    var functions = Functions.builder();
    both(functions, "regexFind", "mustRegexFind", TWO_TEXTS, regex::find);
    both(functions, "regexFindAll", "mustRegexFindAll", TEXTS_AND_COUNT, regex::findAll);
    both(functions, "regexReplaceAll", "mustRegexReplaceAll", THREE_TEXTS, regex::replace);
    both(
        functions,
        "regexReplaceAllLiteral",
        "mustRegexReplaceAllLiteral",
        THREE_TEXTS,
        regex::replaceLiteral);
    both(functions, "regexSplit", "mustRegexSplit", TEXTS_AND_COUNT, regex::split);
    return functions
        .add("regexMatch", TWO_TEXTS, regex::matchesOrFalse)
        .add("mustRegexMatch", TWO_TEXTS, regex::matches)
        .add("regexQuoteMeta", Signature.of(STRING), call -> quoteMeta(call.string(0)))
        .build();
  }

  private static void both(
      Functions.Builder functions,
      String name,
      String mustName,
      Signature signature,
      GoFunction.Body body) {
    functions.add(name, signature, body).add(mustName, signature, body);
  }

  private Regex regex(Call call) {
    try {
      return cache.get(call.string(0));
    } catch (PatternSyntaxException e) {
      throw new FunctionFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private Object matches(Call call) {
    return regex(call).matches(call.string(1));
  }

  private Object matchesOrFalse(Call call) {
    try {
      return cache.get(call.string(0)).matches(call.string(1));
    } catch (PatternSyntaxException _) {
      return false;
    }
  }

  private Object find(Call call) {
    return regex(call).find(call.string(1));
  }

  private Object findAll(Call call) {
    List<String> found = regex(call).findAll(call.string(1), call.integer(2));
    return found.isEmpty() ? GoSlice.nil(GoType.STRINGS) : GoSlice.ofStrings(found);
  }

  private Object replace(Call call) {
    return regex(call).replace(call.string(1), call.string(2), call.execution()::checkLength);
  }

  private Object replaceLiteral(Call call) {
    return regex(call)
        .replaceLiteral(call.string(1), call.string(2), call.execution()::checkLength);
  }

  private Object split(Call call) {
    long count = call.integer(2);
    Regex regex = regex(call);
    return count == 0
        ? GoSlice.nil(GoType.STRINGS)
        : GoSlice.ofStrings(regex.split(call.string(1), count));
  }

  private static String quoteMeta(String text) {
    var quoted = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      if (SPECIAL.indexOf(text.charAt(i)) >= 0) {
        quoted.append('\\');
      }
      quoted.append(text.charAt(i));
    }
    return quoted.toString();
  }
}

package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.INT;
import static dev.millrace.gotemplate.value.GoType.STRING;

import com.google.re2j.PatternSyntaxException;
import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.format.Quoting;
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
    return new RegexFunctions().functions();
  }

  private Functions functions() {
    var functions = Functions.builder();
    both(functions, "regexFind", "mustRegexFind", TWO_TEXTS, (r, call) -> r.find(call.string(1)));
    both(functions, "regexFindAll", "mustRegexFindAll", TEXTS_AND_COUNT, RegexFunctions::findAll);
    both(functions, "regexReplaceAll", "mustRegexReplaceAll", THREE_TEXTS, RegexFunctions::replace);
    both(
        functions,
        "regexReplaceAllLiteral",
        "mustRegexReplaceAllLiteral",
        THREE_TEXTS,
        RegexFunctions::replaceLiteral);
    both(functions, "regexSplit", "mustRegexSplit", TEXTS_AND_COUNT, RegexFunctions::split);
    return functions
        .add("regexMatch", TWO_TEXTS, this::matchesOrFalse)
        .add("mustRegexMatch", TWO_TEXTS, this::matches)
        .add("regexQuoteMeta", Signature.of(STRING), call -> quoteMeta(call.string(0)))
        .build();
  }

  /** An operation on a compiled expression. */
  private interface Operation {
    Object apply(Regex regex, Call call);
  }

  private void both(
      Functions.Builder functions,
      String name,
      String mustName,
      Signature signature,
      Operation operation) {
    functions
        .add(name, signature, call -> operation.apply(regexOrPanic(call), call))
        .add(mustName, signature, call -> operation.apply(regex(call), call));
  }

  private Regex regex(Call call) {
    try {
      return cache.get(call.string(0));
    } catch (PatternSyntaxException e) {
      throw new FunctionFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /** Where the name has no must in it, Go panics instead, with a longer message. */
  private Regex regexOrPanic(Call call) {
    try {
      return cache.get(call.string(0));
    } catch (PatternSyntaxException e) {
      String expression = Quoting.quoteWithBackquotes(call.string(0));
      throw new FunctionFailure("regexp: Compile(" + expression + "): " + e.getMessage(), e);
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

  private static Object findAll(Regex regex, Call call) {
    List<String> found = regex.findAll(call.string(1), call.integer(2));
    return found.isEmpty() ? GoSlice.nil(GoType.STRINGS) : GoSlice.ofStrings(found);
  }

  private static Object replace(Regex regex, Call call) {
    return regex.replace(call.string(1), call.string(2), call.execution()::checkLength);
  }

  private static Object replaceLiteral(Regex regex, Call call) {
    return regex.replaceLiteral(call.string(1), call.string(2), call.execution()::checkLength);
  }

  private static Object split(Regex regex, Call call) {
    long count = call.integer(2);
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

package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.STRING;

import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.value.UnicodeText;
import java.util.function.UnaryOperator;

/** Upper and lower case, and the ways to write compound words. */
final class CaseFunctions {
  private CaseFunctions() {}

  static Functions all() {
    var functions = Functions.builder();
    add(functions, "upper", UnicodeText::upper);
    add(functions, "lower", UnicodeText::lower);
    add(functions, "title", CaseFunctions::title);
    add(functions, "untitle", CaseFunctions::untitle);
    add(functions, "swapcase", CaseFunctions::swap);
    add(functions, "initials", BytewiseText::initials);
    add(functions, "snakecase", text -> WordSplitter.join(text, '_'));
    add(functions, "kebabcase", text -> WordSplitter.join(text, '-'));
    add(functions, "camelcase", PascalCase::of);
    return functions.build();
  }

  private static void add(
      Functions.Builder functions, String name, UnaryOperator<String> operator) {
    functions.add(name, Signature.of(STRING), call -> operator.apply(call.string(0)));
  }

  /** The first letter of each word in title case; words end where no letter or digit stands. */
  private static String title(String text) {
    var result = new StringBuilder(text.length());
    int previous = ' ';
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      result.appendCodePoint(isSeparator(previous) ? Character.toTitleCase(c) : c);
      previous = c;
    }
    return result.toString();
  }

  private static boolean isSeparator(int c) {
    if (c < 0x80) {
      return !(Character.isLetterOrDigit(c) || c == '_');
    }
    return !Character.isLetterOrDigit(c) && UnicodeText.isSpace(c);
  }

  private static String untitle(String text) {
    var result = new StringBuilder(text.length());
    boolean first = true;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      boolean space = UnicodeText.isSpace(c);
      result.appendCodePoint(first && !space ? Character.toLowerCase(c) : c);
      first = space;
    }
    return result.toString();
  }

  /** Swaps the case; small letters at the start of a word become title case. */
  private static String swap(String text) {
    var result = new StringBuilder(text.length());
    boolean afterSpace = true;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isUpperCase(c) || Character.isTitleCase(c)) {
        result.appendCodePoint(Character.toLowerCase(c));
        afterSpace = false;
      } else if (Character.isLowerCase(c)) {
        result.appendCodePoint(afterSpace ? Character.toTitleCase(c) : Character.toUpperCase(c));
        afterSpace = false;
      } else {
        result.appendCodePoint(c);
        afterSpace = UnicodeText.isSpace(c);
      }
    }
    return result.toString();
  }
}

package dev.millrace.gotemplate.sprig;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Compiled expressions, since templates use the same few over and over. */
final class RegexCache {
  private static final int MAX_ENTRIES = 256;
  private static final int MAX_CACHED_LENGTH = 1000;

  private final Map<String, Regex> compiled = new ConcurrentHashMap<>();

  /**
   * The compiled expression.
   *
   * @throws PatternSyntaxException when it is not one
   */
  Regex get(String expression) {
    Regex known = compiled.get(expression);
    if (known != null) {
      return known;
    }
    var regex = new Regex(Pattern.compile(expression));
    if (compiled.size() < MAX_ENTRIES && expression.length() <= MAX_CACHED_LENGTH) {
      compiled.put(expression, regex);
    }
    return regex;
  }
}

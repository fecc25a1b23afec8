package dev.millrace.safety;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secret texts in what quotes them. Short ones count only as words of their own: a message in
 * which every "a" is masked says nothing.
 */
public final class SecretTexts {
  private static final int SHORT = 6;
  private static final String REPLACEMENT = Matcher.quoteReplacement(Sensitive.MASK);

  private SecretTexts() {}

  /** Whether a text holds a secret one. */
  public static boolean isIn(String secret, String text) {
    return text.contains(secret) && occurrences(secret).matcher(text).find();
  }

  /** A text with a mask in place of secret ones, the longest first; blank ones hide nothing. */
  public static String mask(Collection<String> secrets, String text) {
    List<String> longestFirst =
        secrets.stream()
            .filter(secret -> !secret.isBlank())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    String masked = text;
    for (String secret : longestFirst) {
      if (masked.contains(secret)) {
        masked = occurrences(secret).matcher(masked).replaceAll(REPLACEMENT);
      }
    }
    return masked;
  }

  private static Pattern occurrences(String secret) {
    String literal = Pattern.quote(secret);
    return Pattern.compile(secret.length() < SHORT ? "(?<!\\w)" + literal + "(?!\\w)" : literal);
  }
}

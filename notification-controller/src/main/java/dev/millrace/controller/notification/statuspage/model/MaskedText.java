package dev.millrace.controller.notification.statuspage.model;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Free text by others, such as a condition's message, without what looks like a secret and no
 * longer than a person reads. The page has no other way to show free text (SECURITY-CASES.md rows
 * 26, 29 and 30).
 *
 * <p>Controllers mask what they write; this is for what others wrote, and for what was missed.
 */
public final class MaskedText {
  private static final int LONGEST = 4_000;
  private static final String MASK = "***";

  /** Nothing. */
  public static final MaskedText NONE = new MaskedText("");

  private record Rule(Pattern pattern, String replacement) {
    static Rule of(String pattern, String replacement) {
      return new Rule(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), replacement);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          Rule.of("last-applied-configuration[\\s\\S]*+", "last-applied-configuration " + MASK),
          Rule.of("-----BEGIN [A-Z0-9 ]{1,40}-----[^-]*+(-----END [A-Z0-9 ]{1,40}-----)?", MASK),
          Rule.of("://[^@\\s\"'<>]{1,500}@", "://" + MASK + "@"),
          Rule.of("\\b(bearer|basic|token) [A-Za-z0-9._~+/=-]{8,}+", "$1 " + MASK),
          Rule.of("\\beyJ[A-Za-z0-9_-]{5,}+\\.[A-Za-z0-9_.-]++", MASK),
          Rule.of(
              "\\b([\\w.-]{0,40}?(?:passw(?:or)?d|secret|token|api[_-]?key|access[_-]?key"
                  + "|private[_-]?key|signature|credentials?))(\"?\\s{0,3}[=:]\\s{0,3})"
                  + "(\"[^\"]{1,2000}\"|'[^']{1,2000}'|[^\\s\"',;&]{1,2000}+)",
              "$1$2" + MASK),
          Rule.of(
              "\\b((?:string)?data)(\\.[\\w.-]{1,253}|\\[[^\\]]{1,253}\\])(\\s{0,3}[=:]\\s{0,3})"
                  + "[^\\n]{1,2000}",
              "$1$2$3" + MASK),
          Rule.of(
              "\\b((?:string)?data)(\"?\\s{0,3}[=:]\\s{0,3})\\{[^}]{0,4000}\\}?", "$1$2" + MASK));

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "passw(or)?d|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|signature|credential",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ABOUT_SECRET = Pattern.compile("\\bSecret\\b");
  private static final Rule REFUSED_VALUE =
      Rule.of("(invalid value: )(\"(?:[^\"\\\\]|\\\\.){0,4000}+\"|[^:\\s]{1,4000}+)", "$1" + MASK);

  private final String text;

  private MaskedText(String text) {
    this.text = text;
  }

  /** The text without secrets, cut when it is very long. */
  public static MaskedText of(String raw) {
    if (raw.isEmpty()) {
      return NONE;
    }
    String masked = cut(raw);
    for (Rule rule : RULES) {
      masked = apply(rule, masked);
    }
    return new MaskedText(
        ABOUT_SECRET.matcher(masked).find() ? apply(REFUSED_VALUE, masked) : masked);
  }

  /** The value of a field, which is not shown if the field is called like a secret. */
  public static MaskedText ofField(String field, String value) {
    return !value.isEmpty() && SECRET_NAME.matcher(field).find() ? new MaskedText(MASK) : of(value);
  }

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** The first line. */
  public String firstLine() {
    return text.lines().findFirst().orElse("");
  }

  /** Whether a part of the text is there, in capitals or not. */
  public boolean mentions(String part) {
    return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MaskedText that && that.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** What may be shown. */
  @Override
  public String toString() {
    return text;
  }

  /** Cut text loses its last word, which may be the beginning of a secret. */
  private static String cut(String raw) {
    if (raw.length() <= LONGEST) {
      return raw;
    }
    String head = raw.substring(0, LONGEST);
    int space = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\n'));
    return head.substring(0, Math.max(space, 0)) + " …";
  }

  private static String apply(Rule rule, String text) {
    return rule.pattern().matcher(text).replaceAll(rule.replacement());
  }
}

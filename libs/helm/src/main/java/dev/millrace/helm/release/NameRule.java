package dev.millrace.helm.release;

import java.util.regex.Pattern;

/** Which names releases may have: Helm's rule, which the labels of records ask for. */
public final class NameRule {
  /** How many characters a name may have. */
  public static final int MAX_LENGTH = 53;

  private static final String PART = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

  /** What a name has to look like, as a regular expression. */
  public static final String FORM = PART + "(\\." + PART + ")*";

  private static final Pattern PATTERN = Pattern.compile(FORM);

  private NameRule() {}

  /** Whether a release may have a name. */
  public static boolean allows(String name) {
    return name.length() <= MAX_LENGTH && PATTERN.matcher(name).matches();
  }
}

package dev.millrace.kustomize.node;

import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.yaml.ScalarRules;
import dev.millrace.yaml.YamlException;
import org.jspecify.annotations.Nullable;

/**
 * What a scalar node means once it is printed and read again, which is how kustomize gets from
 * nodes to values: a number in quotes is text, text with a tag that says so is text, the rest is
 * decided by the text.
 */
final class ScalarMeaning {
  private static final ScalarRules RULES = ScalarRules.kustomize();
  private static final ScalarRules OLD_RULES = ScalarRules.sigs();

  private ScalarMeaning() {}

  /** Whether YAML 1.1 would not take this text for text. */
  static boolean isAmbiguous(String text) {
    return !text.isEmpty() && !OLD_RULES.isText(text);
  }

  /** The tag that the text of a plain scalar implies. */
  static String impliedTag(String text) {
    return RULES.tag(text);
  }

  /** The quotes that text gets when it is printed: none where it can do without. */
  static Node.Style printedStyle(String text) {
    if (text.indexOf('\n') >= 0) {
      return Node.Style.LITERAL;
    }
    if (text.isEmpty() || isAmbiguous(text)) {
      return Node.Style.DOUBLE_QUOTED;
    }
    return RULES.hasPlainShape(text) ? Node.Style.PLAIN : Node.Style.SINGLE_QUOTED;
  }

  /** The quotes with which a scalar is printed, its own kept where they are possible. */
  static Node.Style styleInPrint(Node scalar, boolean inFlow) {
    String text = scalar.text();
    Node.Style wanted = wantedStyle(scalar, inFlow);
    boolean possible =
        switch (wanted) {
          case SINGLE_QUOTED -> RULES.hasSingleQuotedShape(text);
          case LITERAL, FOLDED -> !inFlow && RULES.hasBlockShape(text);
          case PLAIN, DOUBLE_QUOTED, ALIAS -> true;
        };
    return possible ? wanted : Node.Style.DOUBLE_QUOTED;
  }

  private static Node.Style wantedStyle(Node scalar, boolean inFlow) {
    String text = scalar.text();
    if (scalar.style() != Node.Style.PLAIN) {
      return scalar.style();
    }
    if (text.indexOf('\n') >= 0) {
      return Node.Style.LITERAL;
    }
    boolean isOther = scalar.tag().equals(Tag.STRING) && !impliedTag(text).equals(Tag.STRING);
    if (isOther && !scalar.hasExplicitTag()) {
      return Node.Style.DOUBLE_QUOTED;
    }
    boolean plain = text.isEmpty() ? !inFlow : RULES.hasPlainShape(text);
    boolean indicators = inFlow && text.chars().anyMatch(c -> ",?[]{}:".indexOf(c) >= 0);
    return plain && !indicators ? Node.Style.PLAIN : Node.Style.SINGLE_QUOTED;
  }

  /** Whether a scalar is printed with its tag: it was written, or says what the text does not. */
  static boolean needsTag(Node scalar) {
    String tag = scalar.tag();
    if (tag.isEmpty()) {
      return false;
    }
    return scalar.hasExplicitTag()
        || (!tag.equals(Tag.STRING) && !tag.equals(impliedTag(scalar.text())));
  }

  /**
   * The value of a scalar.
   *
   * @param inFlow whether a map or list around it is written with brackets
   * @param isKey whether it is the name of a field
   */
  static @Nullable Object of(Node scalar, boolean inFlow, boolean isKey) {
    String text = scalar.text();
    String tag = scalar.tag();
    boolean quoted = scalar.style() != Node.Style.PLAIN || text.indexOf('\n') >= 0;
    if (!tag.isEmpty() && !scalar.hasExplicitTag()) {
      String implied = impliedTag(text);
      if (tag.equals(Tag.STRING)) {
        quoted |= !implied.equals(Tag.STRING);
        tag = Tag.NONE;
      } else if (tag.equals(implied)) {
        tag = Tag.NONE;
      }
    }
    if (!tag.isEmpty()) {
      return tagged(scalar, tag);
    }
    if (quoted && !inFlow && !isKey && isBlock(scalar)) {
      return BlockScalar.reread(text, scalar.style() == Node.Style.FOLDED, scalar.line());
    }
    return quoted || !canBePlain(text, inFlow, isKey) ? text : RULES.value(text);
  }

  private static boolean isBlock(Node scalar) {
    boolean wanted =
        switch (scalar.style()) {
          case LITERAL, FOLDED -> true;
          case PLAIN -> scalar.text().indexOf('\n') >= 0;
          case SINGLE_QUOTED, DOUBLE_QUOTED, ALIAS -> false;
        };
    return wanted && RULES.hasBlockShape(scalar.text());
  }

  private static @Nullable Object tagged(Node scalar, String tag) {
    try {
      return RULES.value(scalar.text(), tag);
    } catch (YamlException e) {
      throw new KustomizeException(
          "the value does not fit its tag " + tag + "; correct one of them", e);
    }
  }

  /** Whether the printer can do without quotes; if it can't, the value becomes text. */
  private static boolean canBePlain(String text, boolean inFlow, boolean isKey) {
    if (text.isEmpty()) {
      return !inFlow && !isKey;
    }
    return !inFlow || text.indexOf(':') < 0;
  }
}

package dev.millrace.yaml;

import dev.millrace.yaml.YamlNode.Style;
import java.util.List;

/**
 * How a new value of an existing scalar is written: what kyaml's setters and the emitter of go-yaml
 * v3 do, seen in their output.
 *
 * @param tag with a space behind it, or empty
 * @param text with its quotes; for a block only the content
 * @param block whether the value stays in a block behind {@code |-} or {@code >-}
 */
public record ScalarText(String tag, String text, boolean block) {
  private static final ScalarRules YAML_1_1 = ScalarRules.sigs();
  private static final ScalarRules YAML_1_2 = ScalarRules.kustomize();
  private static final String FLOW_INDICATORS = ",?[]{}:";

  /**
   * Writes a value.
   *
   * @param old the scalar whose style is kept where that is possible
   * @param flow whether it stands inside brackets or braces
   */
  public static ScalarText of(String value, YamlNode.Scalar old, boolean flow) {
    if (isOtherKind(value)) {
      // Any reader, also one of YAML 1.1, must see text.
      boolean single = old.style() == Style.SINGLE_QUOTED;
      return new ScalarText("", single ? single(value) : doubled(value), false);
    }
    String tag = explicitTag(value, old);
    return switch (old.style()) {
      case DOUBLE_QUOTED -> new ScalarText(tag, doubled(value), false);
      case SINGLE_QUOTED -> new ScalarText(tag, single(value), false);
      case LITERAL, FOLDED ->
          isBlockSafe(value)
              ? new ScalarText(tag, value, true)
              : new ScalarText(tag, doubled(value), false);
      case PLAIN -> new ScalarText(tag, plain(value, old, flow), false);
    };
  }

  /** Whether the value is read as a number, a boolean or a null; dates count as text here. */
  private static boolean isOtherKind(String value) {
    return !value.isEmpty()
        && value.indexOf('\n') < 0
        && !List.of("!!str", "!!timestamp").contains(YAML_1_1.tag(value));
  }

  private static String plain(String value, YamlNode.Scalar old, boolean flow) {
    boolean wasText = old.tag() == null && YAML_1_2.isText(old.text());
    if (value.isEmpty() || value.indexOf('\n') >= 0 || (wasText && !YAML_1_2.isText(value))) {
      return doubled(value);
    }
    ScalarShape shape = ScalarShape.of(value, false);
    boolean allowed =
        shape.plain() && !(flow && value.chars().anyMatch(ScalarText::isFlowIndicator));
    return allowed ? value : single(value);
  }

  private static boolean isFlowIndicator(int c) {
    return FLOW_INDICATORS.indexOf(c) >= 0;
  }

  private static boolean isBlockSafe(String value) {
    return !value.isEmpty()
        && value.indexOf('\n') < 0
        && value.charAt(0) != ' '
        && ScalarShape.of(value, false).block();
  }

  private static String single(String value) {
    ScalarShape shape = ScalarShape.of(value, false);
    return shape.singleQuoted() && !shape.multiline()
        ? "'" + value.replace("'", "''") + "'"
        : doubled(value);
  }

  private static String doubled(String value) {
    YamlText text = new YamlText(Integer.MAX_VALUE, 2);
    text.doubleQuoted(value, 0, false);
    return text.written();
  }

  /** The kind of the old plain scalar, where the new text alone would be read as another kind. */
  private static String explicitTag(String value, YamlNode.Scalar old) {
    if (old.tag() != null || old.quoted()) {
      return "";
    }
    String before = YAML_1_2.tag(old.text());
    return before.equals("!!str") || before.equals(YAML_1_2.tag(value)) ? "" : before + " ";
  }
}

package dev.millrace.yaml;

import org.jspecify.annotations.Nullable;

/**
 * What the text of a scalar means, for engines that work on nodes and decide late. Immutable and
 * thread-safe.
 */
public final class ScalarRules {
  private static final String PREFIX = "tag:yaml.org,2002:";
  private static final Position NOWHERE = new Position(0, 0, 0);

  private final ScalarResolver resolver;

  private ScalarRules(Dialect dialect) {
    this.resolver = new ScalarResolver(dialect);
  }

  /** The rules of sigs.k8s.io/yaml: YAML 1.1, {@code yes} is a boolean. */
  public static ScalarRules sigs() {
    return new ScalarRules(Dialect.V2);
  }

  /** The rules of kustomize's resources: YAML 1.2 booleans, dates are timestamps. */
  public static ScalarRules kustomize() {
    return new ScalarRules(Dialect.V3);
  }

  /** Whether the text, without quotes, is read as text. The empty text is a null. */
  public boolean isText(String text) {
    return resolver.isString(text);
  }

  /** Whether go-yaml v3 would print the text without quotes, were it known to be read as text. */
  public boolean hasPlainShape(String text) {
    return ScalarShape.of(text, false).plain();
  }

  /** Whether go-yaml v3 can print the text in single quotes. */
  public boolean hasSingleQuotedShape(String text) {
    return ScalarShape.of(text, false).singleQuoted();
  }

  /** Whether go-yaml v3 would print the text as a block, after {@code |} or {@code >}. */
  public boolean hasBlockShape(String text) {
    return ScalarShape.of(text, false).block();
  }

  /** The short tag of the text without quotes: {@code !!int}, {@code !!str} and so on. */
  public String tag(String text) {
    return switch (resolve(text, null)) {
      case null -> "!!null";
      case Boolean _ -> "!!bool";
      case Double _ -> "!!float";
      case Number _ -> "!!int";
      case GoTimestamp _ -> "!!timestamp";
      default -> "!!str";
    };
  }

  /** The value of the text without quotes; a timestamp becomes RFC 3339 text. */
  public @Nullable Object value(String text) {
    return plain(resolve(text, null));
  }

  /**
   * The value of the text under a short tag; a tag that is not YAML's own leaves it text.
   *
   * @throws YamlException if the text does not fit the tag
   */
  public @Nullable Object value(String text, String shortTag) {
    String tag = shortTag.startsWith("!!") ? PREFIX + shortTag.substring(2) : shortTag;
    return plain(resolve(text, tag));
  }

  private @Nullable Object resolve(String text, @Nullable String tag) {
    return resolver.resolve(
        new YamlNode.Scalar(text, YamlNode.Style.PLAIN, tag, null, NOWHERE, NOWHERE));
  }

  private static @Nullable Object plain(@Nullable Object resolved) {
    return resolved instanceof GoTimestamp timestamp ? timestamp.rfc3339() : resolved;
  }
}

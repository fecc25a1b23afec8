package dev.millrace.apply.object;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Chooses objects as the targets of kustomize patches do: regular expressions that must match the
 * whole of a part, and conditions on labels and annotations. An empty part matches anything.
 */
public final class ObjectSelector {

  private final Pattern group;
  private final Pattern version;
  private final Pattern kind;
  private final Pattern name;
  private final Pattern namespace;
  private final LabelExpression labels;
  private final LabelExpression annotations;

  private ObjectSelector(Parts parts) {
    group = pattern("group", parts.group);
    version = pattern("version", parts.version);
    kind = pattern("kind", parts.kind);
    name = pattern("name", parts.name);
    namespace = pattern("namespace", parts.namespace);
    labels = LabelExpression.parse(parts.labelSelector);
    annotations = LabelExpression.parse(parts.annotationSelector);
  }

  /** What to choose by; an empty part matches anything. */
  public record Parts(
      String group,
      String version,
      String kind,
      String name,
      String namespace,
      String labelSelector,
      String annotationSelector) {}

  /**
   * Makes a selector.
   *
   * @throws IllegalArgumentException if a part is not a valid expression; the message names it
   */
  public static ObjectSelector of(Parts parts) {
    return new ObjectSelector(parts);
  }

  /** Chooses every object. */
  public static ObjectSelector everything() {
    return of(new Parts("", "", "", "", "", "", ""));
  }

  private static Pattern pattern(String part, String expression) {
    try {
      return Pattern.compile(expression.isEmpty() ? "(?s).*" : "^(?:" + expression + ")$");
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "The "
              + part
              + " '"
              + expression
              + "' of a target is not a valid regular expression: "
              + e.getDescription()
              + ".",
          e);
    }
  }

  /** Whether the selector chooses an object. */
  public boolean matches(KubeObject object) {
    ObjectRef ref = object.ref();
    return matches(namespace, ref.namespace())
        && matches(name, ref.name())
        && matches(group, ref.group())
        && matches(version, object.version())
        && matches(kind, ref.kind())
        && labels.matches(object.labels())
        && annotations.matches(object.annotations());
  }

  private static boolean matches(Pattern pattern, String text) {
    return pattern.matcher(text).find();
  }
}

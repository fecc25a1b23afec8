package dev.millrace.kustomize.resource;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.millrace.kustomize.problem.KustomizeException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A {@link Selector} ready for use. */
public final class SelectorMatcher {
  private static final Predicate<String> ANYTHING = _ -> true;

  private final Predicate<String> group;
  private final Predicate<String> version;
  private final Predicate<String> kind;
  private final Predicate<String> name;
  private final Predicate<String> namespace;
  private final Supplier<LabelSelector> labels;
  private final Supplier<LabelSelector> annotations;

  /**
   * Compiles a selector.
   *
   * @throws KustomizeException if one of its expressions is malformed
   */
  public SelectorMatcher(Selector selector) {
    group = whole(selector.pattern().group());
    version = whole(selector.pattern().version());
    kind = whole(selector.pattern().kind());
    name = whole(selector.name());
    namespace = whole(selector.namespace());
    labels = labelSelector(selector.labelSelector());
    annotations = labelSelector(selector.annotationSelector());
  }

  /** Whether an object is selected; name and namespace may be the original or the current ones. */
  public boolean matches(Resource resource) {
    ResourceId current = resource.currentId();
    if (!matchesKind(current.gvk())) {
      return false;
    }
    ResourceId original = resource.originalId();
    return (namespace.test(original.effectiveNamespace())
            || namespace.test(current.effectiveNamespace()))
        && (name.test(original.name()) || name.test(current.name()))
        && matchesLabels(resource);
  }

  /** Whether one id is selected; the namespace counts as it is written. */
  public boolean matches(ResourceId id) {
    return matchesKind(id.gvk()) && name.test(id.name()) && namespace.test(id.namespace());
  }

  /**
   * Whether labels and annotations are selected.
   *
   * @throws KustomizeException if one of the two selectors is malformed; like kustomize, only when
   *     an object gets as far as this check
   */
  public boolean matchesLabels(Resource resource) {
    resource.checkMetadata();
    return (labels.get().selectsAll() || labels.get().matches(resource.labels()))
        && (annotations.get().selectsAll() || annotations.get().matches(resource.annotations()));
  }

  private static Supplier<LabelSelector> labelSelector(String text) {
    try {
      LabelSelector parsed = LabelSelector.parse(text);
      return () -> parsed;
    } catch (KustomizeException e) {
      return () -> {
        throw e;
      };
    }
  }

  private boolean matchesKind(Gvk gvk) {
    return group.test(gvk.group()) && version.test(gvk.version()) && kind.test(gvk.kind());
  }

  private static Predicate<String> whole(String expression) {
    if (expression.isEmpty()) {
      return ANYTHING;
    }
    try {
      Pattern pattern = Pattern.compile("^(?:" + expression + ")$");
      return text -> pattern.matcher(text).find();
    } catch (PatternSyntaxException e) {
      throw new KustomizeException(
          "'" + expression + "' is not a regular expression: " + e.getDescription(), e);
    }
  }
}

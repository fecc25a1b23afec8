package dev.millrace.kustomize.replacement;

import dev.millrace.kustomize.kustomization.Replacement;
import dev.millrace.kustomize.kustomization.Replacement.FieldOptions;
import dev.millrace.kustomize.kustomization.Replacement.Source;
import dev.millrace.kustomize.kustomization.Replacement.Target;
import dev.millrace.kustomize.node.FieldPaths;
import dev.millrace.kustomize.node.Lookup;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceId;
import dev.millrace.kustomize.resource.ResourceMap;
import dev.millrace.kustomize.resource.Selector;
import dev.millrace.kustomize.resource.SelectorMatcher;
import dev.millrace.kustomize.transform.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Copies values from one field to others, possibly only a part of them. */
public final class ReplacementTransformer implements Transformer {
  private static final String NAME = "metadata.name";

  private final List<Replacement> replacements;

  /** Does the replacements one after the other. */
  public ReplacementTransformer(List<Replacement> replacements) {
    this.replacements = List.copyOf(replacements);
  }

  @Override
  public void transform(ResourceMap resources) {
    resources.dropEmpty();
    for (Replacement replacement : replacements) {
      List<Target> targets = replacement.targets();
      if (targets == null || (replacement.source() == null && replacement.value() == null)) {
        throw new KustomizeException("replacements must specify a source and at least one target");
      }
      Node value = value(resources, replacement);
      for (Target target : targets) {
        copyTo(resources, target, value);
      }
    }
    resources.dropEmpty();
    resources.idsChanged();
  }

  private static Node value(ResourceMap resources, Replacement replacement) {
    Source source = replacement.source();
    if (source == null) {
      return Node.scalar(String.valueOf(replacement.value()));
    }
    if (replacement.value() != null) {
      throw new KustomizeException("sourceValue and source are mutually exclusive; keep one");
    }
    Resource object = selectSource(resources, source.object());
    String path = source.fieldPath().isEmpty() ? NAME : source.fieldPath();
    Node node = Lookup.find(object.node(), FieldPaths.splitWithBrackets(path));
    if (node == null || Node.isNullOrEmpty(node)) {
      throw new KustomizeException(
          "fieldPath `" + path + "` is missing for replacement source " + source.object());
    }
    return part(node, source.options());
  }

  private static Resource selectSource(ResourceMap resources, ResourceId selector) {
    List<Resource> found =
        resources.resources().stream()
            .filter(resource -> ids(resource).stream().anyMatch(id -> id.isSelectedBy(selector)))
            .toList();
    if (found.size() != 1) {
      throw new KustomizeException(
          (found.isEmpty() ? "nothing selected by " : "multiple matches for selector ")
              + selector
              + "; correct the source of the replacement");
    }
    return found.getFirst();
  }

  private static Node part(Node node, @Nullable FieldOptions options) {
    if (options == null || options.delimiter().isEmpty()) {
      return node;
    }
    requireScalar(node);
    List<String> parts = split(node.text(), options.delimiter());
    if (options.index() < 0 || options.index() >= parts.size()) {
      throw new KustomizeException(
          "options.index " + options.index() + " is out of bounds for the value of the source");
    }
    Node part = node.copy();
    part.setText(parts.get(options.index()));
    return part;
  }

  /** Go's {@code strings.Split}. */
  static List<String> split(String text, String delimiter) {
    return new ArrayList<>(List.of(text.split(Pattern.quote(delimiter), -1)));
  }

  static void requireScalar(Node node) {
    if (!node.isScalar()) {
      throw new KustomizeException("delimiter option can only be used with scalar nodes");
    }
  }

  private static void copyTo(ResourceMap resources, Target target, Node value) {
    Selector select = target.select();
    if (select == null) {
      throw new KustomizeException("target must specify resources to select");
    }
    SelectorMatcher selected = new SelectorMatcher(select);
    List<SelectorMatcher> rejectedIds = new ArrayList<>();
    List<SelectorMatcher> rejectedLabels = new ArrayList<>();
    for (Selector reject : target.reject()) {
      SelectorMatcher matcher = new SelectorMatcher(reject);
      if (!reject.hasNoId()) {
        rejectedIds.add(matcher);
      }
      if (!reject.annotationSelector().isEmpty() || !reject.labelSelector().isEmpty()) {
        rejectedLabels.add(matcher);
      }
    }
    TargetFields fields = new TargetFields(target, value);
    for (Resource resource : resources.resources()) {
      List<ResourceId> ids = ids(resource);
      boolean isSelected =
          selected.matchesLabels(resource)
              && rejectedLabels.stream().noneMatch(matcher -> matcher.matchesLabels(resource))
              && rejectedIds.stream().noneMatch(matcher -> ids.stream().anyMatch(matcher::matches))
              && ids.stream().anyMatch(selected::matches);
      if (isSelected) {
        fields.set(resource);
      }
    }
  }

  /** The current id as it is written, then the previous ones. */
  private static List<ResourceId> ids(Resource resource) {
    List<ResourceId> ids = new ArrayList<>();
    ids.add(ResourceId.namespaced(resource.gvk(), resource.name(), resource.namespace()));
    ids.addAll(resource.history().previousIds());
    return ids;
  }
}

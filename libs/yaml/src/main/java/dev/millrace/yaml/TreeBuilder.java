package dev.millrace.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns nodes into plain trees; the two subclasses hold what differs between the two libraries. */
abstract sealed class TreeBuilder permits V2TreeBuilder, V3TreeBuilder {
  private final ScalarResolver resolver;
  private final AliasBudget budget;

  TreeBuilder(Dialect dialect, YamlLimits limits) {
    this.resolver = new ScalarResolver(dialect);
    this.budget = new AliasBudget(limits.maxNodes());
  }

  /** The value of a document's root. */
  abstract @Nullable Object root(YamlNode node);

  /** The tree's form of a resolved scalar that is neither null, text nor boolean. */
  abstract Object number(Object resolved, YamlNode.Scalar node);

  /** Fills a map from the entries of a mapping. */
  abstract Map<String, @Nullable Object> map(YamlNode.Mapping mapping);

  final @Nullable Object value(YamlNode node) {
    budget.count(node);
    return switch (node) {
      case YamlNode.Scalar scalar -> scalar(scalar);
      case YamlNode.Sequence sequence -> list(sequence);
      case YamlNode.Mapping mapping -> map(mapping);
      case YamlNode.Alias alias -> {
        budget.enterAlias();
        Object value = value(alias.target());
        budget.leaveAlias();
        yield value;
      }
    };
  }

  private @Nullable Object scalar(YamlNode.Scalar scalar) {
    Object resolved = resolver.resolve(scalar);
    return resolved == null || resolved instanceof String || resolved instanceof Boolean
        ? resolved
        : number(resolved, scalar);
  }

  private List<@Nullable Object> list(YamlNode.Sequence sequence) {
    List<@Nullable Object> list = new ArrayList<>(sequence.items().size());
    for (YamlNode item : sequence.items()) {
      list.add(value(item));
    }
    return list;
  }

  /** The meaning of a key, which decides how its text appears in the tree. */
  final @Nullable Object resolveKey(YamlNode key) {
    budget.count(key);
    YamlNode target = followAlias(key);
    if (target instanceof YamlNode.Scalar scalar) {
      return resolver.resolve(scalar);
    }
    throw new YamlException("a map or a list cannot be a key; use text", key.start());
  }

  static YamlNode followAlias(YamlNode node) {
    return node instanceof YamlNode.Alias alias ? alias.target() : node;
  }

  static boolean isMerge(YamlNode key) {
    return key instanceof YamlNode.Scalar scalar
        && scalar.text().equals("<<")
        && (scalar.tag() == null ? !scalar.quoted() : isMergeTag(scalar.tag()));
  }

  private static boolean isMergeTag(String tag) {
    return tag.equals("!") || tag.equals(ScalarResolver.MERGE);
  }

  /** The mappings that a merge key names, in source order. */
  static List<YamlNode.Mapping> mergeSources(YamlNode value) {
    YamlNode target = followAlias(value);
    if (target instanceof YamlNode.Mapping mapping) {
      return List.of(mapping);
    }
    if (!(value instanceof YamlNode.Sequence sequence)) {
      throw notMergeable(value);
    }
    List<YamlNode.Mapping> sources = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      if (!(followAlias(item) instanceof YamlNode.Mapping mapping)) {
        throw notMergeable(item);
      }
      sources.add(mapping);
    }
    return sources;
  }

  private static YamlException notMergeable(YamlNode node) {
    return new YamlException("a merge key (<<) needs a map or a list of maps", node.start());
  }

  /** Runs the merge of one mapping; what it reads counts as repeated. */
  final void merging(Runnable merge) {
    budget.enterAlias();
    merge.run();
    budget.leaveAlias();
  }

  static YamlException duplicateKey(String key, YamlNode node, YamlNode first) {
    return new YamlException(
        "the key \"" + key + "\" is already set in line " + first.start().line(), node.start());
  }

  static Map<String, @Nullable Object> newMap(int entries) {
    return LinkedHashMap.newLinkedHashMap(entries);
  }
}

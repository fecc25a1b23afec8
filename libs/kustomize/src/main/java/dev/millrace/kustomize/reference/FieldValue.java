package dev.millrace.kustomize.reference;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.millrace.kustomize.kustomization.Variable;
import dev.millrace.kustomize.node.FieldPaths;
import dev.millrace.kustomize.node.Lookup;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.node.Tag;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value of the field that a variable names. */
final class FieldValue {
  private static final Pattern WITH_INDEX = Pattern.compile("^(.*)\\[(\\d+)\\]$");

  private FieldValue() {}

  /** A text, long, double or boolean; null for maps and lists. */
  static @Nullable Object of(Resource source, Variable variable) {
    Node node;
    try {
      node = Lookup.find(source.node(), path(variable.fieldPath()));
    } catch (KustomizeException e) {
      throw missing(source, variable);
    }
    if (node == null) {
      throw missing(source, variable);
    }
    if (!node.isScalar()) {
      return null;
    }
    try {
      return switch (node.tag()) {
        case Tag.INT -> Long.valueOf(node.text());
        case Tag.FLOAT -> Double.valueOf(node.text());
        case Tag.BOOL -> Boolean.valueOf(node.text());
        default -> node.text();
      };
    } catch (NumberFormatException e) {
      throw missing(source, variable);
    }
  }

  private static KustomizeException missing(Resource source, Variable variable) {
    return new KustomizeException(
        "field '"
            + variable.fieldPath()
            + "' of var '"
            + variable.name()
            + "' not found in "
            + source.currentId()
            + "; correct its fieldref");
  }

  /** Splits a path in which list positions may be written as {@code name[0]}. */
  private static List<String> path(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : FieldPaths.splitWithBrackets(text)) {
      Matcher matcher = WITH_INDEX.matcher(part);
      if (!matcher.matches()) {
        parts.add(part);
        continue;
      }
      if (!matcher.group(1).isEmpty()) {
        parts.add(matcher.group(1));
      }
      parts.add(matcher.group(2));
    }
    return parts;
  }
}

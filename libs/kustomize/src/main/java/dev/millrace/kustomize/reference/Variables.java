package dev.millrace.kustomize.reference;

import dev.millrace.kustomize.fieldspec.FieldSpec;
import dev.millrace.kustomize.fieldspec.FieldVisitor;
import dev.millrace.kustomize.kustomization.Variable;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.node.Tag;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceMap;
import dev.millrace.kustomize.transform.Transformer;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replaces {@code $(NAME)} in fields by the values of variables. */
public final class Variables implements Transformer {
  private final Collection<Variable> variables;
  private final List<FieldSpec> fields;

  /** Replaces variables in the fields of a table. */
  public Variables(Collection<Variable> variables, List<FieldSpec> fields) {
    this.variables = List.copyOf(variables);
    this.fields = List.copyOf(fields);
  }

  @Override
  public void transform(ResourceMap resources) {
    if (variables.isEmpty()) {
      return;
    }
    VariableText text = new VariableText(values(resources));
    FieldVisitor visitor = FieldVisitor.ofExisting(field -> replace(field, text));
    resources.resources().forEach(resource -> visitor.visit(resource, fields));
    resources.idsChanged();
  }

  /** Values are texts, longs, doubles and booleans; null for what can't be put into a text. */
  private Map<String, @Nullable Object> values(ResourceMap resources) {
    Map<String, Resource> sources = new HashMap<>();
    for (Resource resource : resources.resources()) {
      resource.variables().forEach(name -> sources.putIfAbsent(name, resource));
    }
    Map<String, @Nullable Object> values = new HashMap<>();
    for (Variable variable : variables) {
      Resource source = sources.get(variable.name());
      if (source == null) {
        throw new KustomizeException(
            "var '"
                + variable.name()
                + "' cannot be mapped to a field in the set of known"
                + " resources; correct its objref "
                + variable.object());
      }
      values.put(variable.name(), FieldValue.of(source, variable));
    }
    return values;
  }

  private static void replace(Node field, VariableText text) {
    if (field.isNull()) {
      return;
    }
    switch (field.kind()) {
      case SCALAR -> replaceText(field, text);
      case MAP -> field.fields().forEach(entry -> replaceEntry(entry, text));
      case LIST -> field.items().forEach(item -> replaceItem(item, text));
    }
  }

  private static void replaceEntry(Node.Field entry, VariableText text) {
    if (!entry.key().isText()) {
      throw new KustomizeException(
          "the key '" + entry.key().text() + "' of a map with variables is no text; quote it");
    }
    replaceText(entry.value(), text);
  }

  private static void replaceItem(Node item, VariableText text) {
    if (!item.isText()) {
      throw new KustomizeException("expected only text in a list with variables; quote the items");
    }
    replaceText(item, text);
  }

  private static void replaceText(Node node, VariableText text) {
    if (!node.isText()) {
      return;
    }
    switch (text.replace(node.text())) {
      case Long number -> node.setPlain(number.toString(), Tag.INT);
      case Boolean flag -> node.setPlain(flag.toString(), Tag.BOOL);
      case Double number -> node.setPlain(plain(number), Tag.FLOAT);
      case Object value -> node.setPlain((String) value, Tag.STRING);
    }
  }

  /** All digits, never an exponent. */
  private static String plain(double number) {
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }
}

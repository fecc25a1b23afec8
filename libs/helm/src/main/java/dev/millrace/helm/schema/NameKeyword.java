package dev.millrace.helm.schema;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.Optional;

/** {@code propertyNames} whose errors say which name they are about. */
final class NameKeyword implements EvaluatorFactory {
  @Override
  public Optional<Evaluator> create(SchemaParsingContext context, String keyword, JsonNode value) {
    if (!keyword.equals("propertyNames")) {
      return Optional.empty();
    }
    // Draft 4 has no such keyword.
    return context
        .getDialect()
        .getEvaluatorFactory()
        .create(context, keyword, value)
        .map(_ -> new OfNames(context.getAbsoluteUri(value)));
  }

  private record OfNames(String schema) implements Evaluator {
    @Override
    public Result evaluate(EvaluationContext context, JsonNode node) {
      boolean valid = true;
      if (node.isObject()) {
        for (String name : node.asObject().keySet()) {
          var value = PlainNode.ofName(name, SchemaPointers.ofName(node.getJsonPointer(), name));
          valid &= context.resolveInternalRefAndValidate(schema, value);
        }
      }
      return valid ? Result.success() : Result.failure();
    }
  }
}

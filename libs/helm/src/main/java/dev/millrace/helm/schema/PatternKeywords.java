package dev.millrace.helm.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code pattern} and {@code patternProperties} with expressions that can't take forever, as in Go.
 */
final class PatternKeywords implements EvaluatorFactory {
  @Override
  public Optional<Evaluator> create(SchemaParsingContext context, String keyword, JsonNode value) {
    if (keyword.equals("pattern") && value.isString()) {
      return Optional.of(new OfText(compile(value.asString())));
    }
    if (keyword.equals("patternProperties") && value.isObject()) {
      Map<Pattern, String> schemas = new LinkedHashMap<>();
      value
          .asObject()
          .forEach((text, schema) -> schemas.put(compile(text), context.getAbsoluteUri(schema)));
      return Optional.of(new OfNames(schemas));
    }
    return Optional.empty();
  }

  private static Pattern compile(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new UnusableSchema(
          ViolationWording.quote(text) + " is not valid regex: " + e.getMessage(), e);
    }
  }

  private record OfText(Pattern pattern) implements Evaluator {
    @Override
    public Result evaluate(EvaluationContext context, JsonNode node) {
      boolean fits = !node.isString() || pattern.matcher(node.asString()).find();
      return fits ? Result.success() : Result.failure("does not match");
    }
  }

  /** The names that fit are told to {@code additionalProperties} and its like. */
  private record OfNames(Map<Pattern, String> schemas) implements Evaluator {
    @Override
    public Result evaluate(EvaluationContext context, JsonNode node) {
      if (!node.isObject()) {
        return Result.success();
      }
      var evaluated = new HashSet<String>();
      boolean valid = true;
      for (var member : node.asObject().entrySet()) {
        for (var schema : schemas.entrySet()) {
          if (schema.getKey().matcher(member.getKey()).find()) {
            evaluated.add(member.getKey());
            valid &= context.resolveInternalRefAndValidate(schema.getValue(), member.getValue());
          }
        }
      }
      return valid ? Result.success(evaluated) : Result.failure();
    }
  }
}

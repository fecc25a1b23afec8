package dev.millrace.helm.schema;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.Optional;
import java.util.Set;

/**
 * All keywords of the schema's draft, counted: parts of a schema that refer to each other can
 * multiply the work without end (SECURITY-CASES row 59). For one validation.
 */
final class CountedKeywords implements EvaluatorFactory {
  private final EvaluatorFactory preferred;
  private long evaluationsLeft;

  /**
   * Creates the keywords.
   *
   * @param preferred keywords that replace those of the draft
   */
  CountedKeywords(EvaluatorFactory preferred, long maxEvaluations) {
    this.preferred = preferred;
    this.evaluationsLeft = maxEvaluations;
  }

  @Override
  public Optional<Evaluator> create(SchemaParsingContext context, String keyword, JsonNode value) {
    return preferred
        .create(context, keyword, value)
        .or(() -> context.getDialect().getEvaluatorFactory().create(context, keyword, value))
        .map(Counted::new);
  }

  private void count() {
    if (--evaluationsLeft < 0) {
      throw new UnusableSchema("it takes too many steps; do its parts refer to each other?", null);
    }
  }

  private final class Counted implements Evaluator {
    private final Evaluator evaluator;

    Counted(Evaluator evaluator) {
      this.evaluator = evaluator;
    }

    @Override
    public Result evaluate(EvaluationContext context, JsonNode node) {
      count();
      return evaluator.evaluate(context, node);
    }

    @Override
    public int getOrder() {
      return evaluator.getOrder();
    }

    @Override
    @SuppressWarnings("deprecation") // the library still asks it
    public Set<String> getVocabularies() {
      return evaluator.getVocabularies();
    }
  }
}

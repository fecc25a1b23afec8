package dev.millrace.helm.schema;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.InvalidSchemaException;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.SchemaResolver;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartFile;
import dev.millrace.helm.values.ValueTrees;
import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.YamlException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks values against the schemas of a chart and its subcharts: draft 4 to 2020-12, with Helm's
 * words. A schema that refers to other addresses is refused: nothing is fetched.
 */
public final class SchemaValidation {
  private static final String HEADER =
      "values don't meet the specifications of the schema(s) in the following chart(s):\n";

  private static final long MAX_EVALUATIONS = 5_000_000;

  private final StringBuilder report = new StringBuilder();

  private SchemaValidation() {}

  /**
   * Checks the coalesced values of a chart and its subcharts.
   *
   * @throws SchemaViolation if they don't fit, with the violations of all charts
   */
  public static void check(Chart chart, Map<String, Object> values) throws SchemaViolation {
    var validation = new SchemaValidation();
    validation.visit(chart, values);
    if (!validation.report.isEmpty()) {
      throw new SchemaViolation(HEADER + validation.report);
    }
  }

  private void visit(Chart chart, Map<String, Object> values) {
    if (chart.schema().isPresent()) {
      String violations = violations(chart.schema().get(), values);
      if (!violations.isEmpty()) {
        report.append(chart.name()).append(":\n").append(violations).append('\n');
      }
    }
    for (Chart subchart : chart.dependencies()) {
      Object below = values.get(subchart.name());
      Map<String, Object> table = ValueTrees.asTable(below);
      if (table != null) {
        visit(subchart, table);
      } else if (below != null) {
        report
            .append(subchart.name())
            .append(":\ninvalid type for values: expected object (map)\n");
      }
    }
  }

  private static String violations(ChartFile file, Map<String, Object> values) {
    try {
      Object schema = SchemaDraft.normalize(GoJson.read(file.text()));
      Validator.Result result =
          validator(schema).validate(schema == null ? PlainNode.NULL : schema, values);
      return result.isValid() ? "" : describe(result, schema, values);
    } catch (YamlException e) {
      return "values.schema.json can't be read: " + e.getMessage();
    } catch (InvalidSchemaException e) {
      return notASchema(e);
    } catch (UnusableSchema | JsonSchemaException e) {
      return "values.schema.json can't be used: " + e.getMessage();
    } catch (StackOverflowError _) {
      return "values.schema.json can't be used: it is nested too deep, or refers to itself";
    }
  }

  private static String notASchema(InvalidSchemaException e) {
    var lines = new StringBuilder();
    for (Error error : e.getErrors()) {
      if (!error.getInstanceLocation().isEmpty() && !error.getKeyword().equals("allOf")) {
        lines.append("\n- at ").append(ViolationWording.quote(error.getInstanceLocation()));
        lines.append(": ").append(error.getError());
      }
    }
    return "values.schema.json is not valid against its metaschema:" + lines;
  }

  private static String describe(
      Validator.Result result, @Nullable Object schema, Map<String, Object> values) {
    var out = new StringBuilder();
    for (Error error : result.getErrors()) {
      if ("$ref".equals(error.getKeyword())) {
        return "values.schema.json can't be used: " + error.getError();
      }
    }
    List<Violation> violations =
        new ViolationTree(new ViolationWording(schema, values)).build(result.getErrors());
    violations.forEach(violation -> violation.print(out, 0));
    return out.isEmpty() ? "- at '': validation failed" : out.substring(0, out.length() - 1);
  }

  private static ValidatorFactory validator(@Nullable Object schema) {
    EvaluatorFactory keywords = EvaluatorFactory.compose(new PatternKeywords(), new NameKeyword());
    if (SchemaDraft.checksFormats(schema)) {
      keywords = EvaluatorFactory.compose(keywords, new FormatKeyword());
    }
    return new ValidatorFactory()
        .withJsonNodeFactory(PlainNode.FACTORY)
        .withSchemaResolver(SchemaValidation::refuse)
        .withEvaluatorFactory(new CountedKeywords(keywords, MAX_EVALUATIONS));
  }

  private static SchemaResolver.Result refuse(String address) {
    return SchemaResolver.Result.empty();
  }
}

package dev.millrace.helm.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.dependency.Charts;
import dev.millrace.helm.values.ValuesException;
import dev.millrace.helm.values.ValuesReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expectations recorded from Helm v4.2.4. */
class SchemaValidationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'required':['p','q']} | {} | - at '': missing properties 'p', 'q'",
        "{'additionalProperties':false} | z: 1 | - at '': additional properties 'z' not allowed",
        "{'properties':{'p':{'type':'integer','minimum':9}}} | p: x | - at '/p': got string, want"
            + " integer",
        "{'properties':{'p':{'maximum':65535}}} | p: 70000 | - at '/p': maximum: got 70,000, want"
            + " 65,535",
        "{'properties':{'p':{'pattern':'^a+$'}}} | p: B | - at '/p': 'B' does not match pattern"
            + " '^a+$'",
        "{'properties':{'p':{'enum':['a',1]}}} | p: z | - at '/p': value must be one of 'a', 1",
        "{'properties':{'p':{'minLength':5}}} | p: z | - at '/p': minLength: got 1, want 5",
        "{'properties':{'p':{'multipleOf':0.01}}} | p: 0.005 | - at '/p': multipleOf: got 0.005,"
            + " want 0.01",
        "{'properties':{'p':{'not':{'type':'string'}}}} | p: z | - at '/p': 'not' failed",
        "{'properties':{'p':{'if':{'type':'string'},'then':{'minLength':5}}}} | p: z | - at '/p':"
            + " minLength: got 1, want 5",
        "{'properties':{'p':{'oneOf':[{},{'minLength':1}]}}} | p: z | - at '/p': 'oneOf' failed,"
            + " subschemas 0, 1 matched",
        "{'properties':{'p':{'oneOf':[{},{},{}]}}} | p: z | - at '/p': 'oneOf' failed, subschemas"
            + " 0, 1 matched",
        "{'properties':{'p':{'uniqueItems':true}}} | p: [1,2,1] | - at '/p': items at 0 and 2 are"
            + " equal",
        "{'properties':{'a/b':{'type':'null'}}} | a/b: z | - at '/a~1b': got string, want null",
      })
  void speaksAsHelmDoes(String schema, String values, String line) {
    assertThatThrownBy(() -> check(schema, values))
        .isInstanceOf(SchemaViolation.class)
        .hasMessage(
            "values don't meet the specifications of the schema(s) in the following chart(s):\n"
                + "app:\n"
                + line
                + "\n");
  }

  @Test
  void nestsWhatBelongsTogether() {
    assertThatThrownBy(
            () ->
                check(
                    "{'anyOf':[{'required':['x']},{'required':['y'],'minProperties':4}]}",
                    "{a: 1}"))
        .hasMessageEndingWith(
            """
            app:
            - at '': 'anyOf' failed
              - at '': missing property 'x'
              - at '': validation failed
                - at '': minProperties: got 1, want 4
                - at '': missing property 'y'
            """);
  }

  @Test
  void namesThePropertyNamesThatDoNotFit() {
    assertThatThrownBy(
            () ->
                check(
                    "{'propertyNames':{'minLength':2,'oneOf':[{'pattern':'^b'},{'const':'q/r'}]}}",
                    "{a: 1, bc: 2, q/r: 3, de: 4}"))
        .hasMessageEndingWith(
            """
            app:
            - at '': invalid propertyName 'a'
              - at '': minLength: got 1, want 2
              - at '': 'oneOf' failed, none matched
                - at '': 'a' does not match pattern '^b'
                - at '': value must be 'q/r'
            - at '': invalid propertyName 'de'
              - at '': 'oneOf' failed, none matched
                - at '': 'de' does not match pattern '^b'
                - at '': value must be 'q/r'
            """);
  }

  /** What a single schema says of one value stands alone, but a reference holds it together. */
  @Test
  void keepsTogetherWhatAReferenceLeadsTo() {
    String rules = "{'required':['x'],'minProperties':4}";
    assertThatThrownBy(() -> check("{'properties':{'p':" + rules + "}}", "p: {a: 1}"))
        .hasMessageEndingWith(
            """
            app:
            - at '/p': minProperties: got 1, want 4
            - at '/p': missing property 'x'
            """);
    assertThatThrownBy(
            () ->
                check(
                    "{'properties':{'p':{'$ref':'#/$defs/r'}},'$defs':{'r':" + rules + "}}",
                    "p: {a: 1}"))
        .hasMessageEndingWith(
            """
            app:
            - at '/p': validation failed
              - at '/p': minProperties: got 1, want 4
              - at '/p': missing property 'x'
            """);
  }

  @Test
  void checksSubcharts() {
    Chart chart =
        Charts.of(
            Map.of(
                "Chart.yaml", "name: app",
                "charts/sub/Chart.yaml", "name: sub",
                "charts/sub/values.schema.json", "{\"required\":[\"x\"]}"));
    assertThatThrownBy(() -> SchemaValidation.check(chart, ValuesReader.read("sub: {}")))
        .hasMessageContaining("sub:\n- at '': missing property 'x'\n");
  }

  @Test
  void formatsDecideInOldDraftsOnly() throws Exception {
    check("{'properties':{'p':{'format':'date'}}}", "p: x");
    assertThatThrownBy(
            () ->
                check(
                    "{'$schema':'http://json-schema.org/draft-07/schema#','properties':{'p':{'format':'ipv4'}}}",
                    "p: x"))
        .hasMessageContaining("- at '/p': 'x' is not valid ipv4: expected four decimals");
  }

  @ParameterizedTest
  @CsvSource({
    "uuid, 1-2, must have 5 elements",
    "uuid, 1-2-3-4-5, element 1 must be 8 characters long",
    "uuid, g2345678-1234-1234-1234-123456789012, non-hex character 'g'",
    "semver, v1.2, no version of the form",
    "duration, 5m, no duration of the form",
    "duration, PT, no duration of the form",
  })
  void knowsFormats(String format, String text, String problem) throws Exception {
    String schema =
        "{'$schema':'http://json-schema.org/draft-07/schema#','properties':{'p':{'format':'"
            + format
            + "'}}}";
    assertThatThrownBy(() -> check(schema, "p: " + text)).hasMessageContaining(problem);
    check(schema, "p: 5");
  }

  @ParameterizedTest
  @CsvSource({
    "uuid, 12345678-abCD-1234-1234-123456789012",
    "semver, 1.2.3-a.b+c",
    "duration, P1Y2M3DT4H5M6S",
    "duration, PT5M",
    "duration, P2W",
  })
  void acceptsFormats(String format, String text) throws Exception {
    check(
        "{'$schema':'http://json-schema.org/draft-07/schema#','properties':{'p':{'format':'"
            + format
            + "'}}}",
        "p: " + text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{bad | can't be read",
        "{'$ref':'http://example.invalid/s.json'} | can't be used",
        "{'$ref':'file:///etc/passwd'} | can't be used",
        "{'$ref':'#/nope'} | can't be used",
        "{'properties':{'p':{'$ref':'#/properties/p'}}} | refers to itself",
        "{'properties':{'p':{'pattern':'(?!x)'}}} | is not valid regex",
        "{'properties':{'p':{'minimum':true}}} | not valid against its metaschema",
      })
  void refusesSchemasThatCannotBeUsed(String schema, String message) {
    assertThatThrownBy(() -> check(schema, "p: x")).hasMessageContaining(message);
  }

  @Test
  void boundsTheWorkOfSchemasThatMultiply() {
    var schema = new StringBuilder("{'$ref':'#/$defs/d0','$defs':{");
    for (int i = 0; i < 40; i++) {
      String next = "{'$ref':'#/$defs/d" + (i + 1) + "'}";
      schema.append("'d").append(i).append("':{'allOf':[").append(next).append(',').append(next);
      schema.append("]},");
    }
    assertThatThrownBy(() -> check(schema + "'d40':{}}}", "p: x"))
        .hasMessageContaining("takes too many steps");
  }

  @Test
  void acceptsValuesThatFit() throws Exception {
    check("{'type':'object','properties':{'p':{'type':'integer'}}}", "p: 3");
    assertThat(true).isTrue();
  }

  private static void check(String schema, String values) throws SchemaViolation, ValuesException {
    Chart chart =
        Charts.of(
            Map.of("Chart.yaml", "name: app", "values.schema.json", schema.replace('\'', '"')));
    SchemaValidation.check(chart, ValuesReader.read(values));
  }
}

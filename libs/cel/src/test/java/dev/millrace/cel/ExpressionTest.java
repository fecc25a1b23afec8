package dev.millrace.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static final ExpressionCompiler COMPILER = new ExpressionCompiler();

  private static final Map<String, @Nullable Object> OBJECT = object();

  private static Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> status = new HashMap<>();
    status.put("conditions", List.of(Map.of("type", "Ready", "status", "True")));
    status.put("replicas", 2L);
    status.put("ratio", 2.5);
    status.put("nothing", null);
    status.put("big", new BigInteger("18446744073709551615"));
    Map<String, @Nullable Object> object = new HashMap<>();
    object.put("metadata", Map.of("name", "web", "generation", 3L, "labels", Map.of("a", "b")));
    object.put("status", status);
    return object;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')",
        "status.conditions.filter(e, e.type == 'Ready').all(e, e.status == 'True')",
        "has(status.replicas) && !has(status.missing)",
        "status.replicas < 2.5 && status.ratio > 2",
        "status.?missing.orValue('none') == 'none'",
        "status.nothing == null",
        "status.big == 18446744073709551615u",
        "size(status.conditions) == 1",
        "metadata.name.matches('^w[a-z]+$')",
        "metadata.name.startsWith('w') && 'WEB'.lowerAscii() == metadata.name",
        "metadata.labels['a'] in ['b', 'c']",
        "'a,b'.split(',').map(x, x + 'y') == ['ay', 'by']",
        "sets.contains([1, 2], [2])",
        "base64.decode('aGk=') == b'hi'",
        "true || status.missing.deeper",
        "timestamp('2024-01-02T00:00:00Z') - timestamp('2024-01-01T00:00:00Z') == duration('24h')",
        "'%s-%d %.2f %x %%'.format(['a', 3, 1.5, 255]) == 'a-3 1.50 ff %'",
        "'%s'.format([[1, 'a', 2.5]]) == '[1, \"a\", 2.500000]'"
      })
  void conditionsOverFieldsHold(String text) {
    assertThat(COMPILER.parse(text).evaluateBoolean(OBJECT)).isTrue();
  }

  @Test
  void yieldsPlainTrees() {
    assertThat(COMPILER.parse("status.replicas + 1").evaluate(OBJECT)).isEqualTo(3L);
    assertThat(COMPILER.parse("{'a': [1, null, 2u, 1.5]}").evaluate(OBJECT))
        .isEqualTo(Map.of("a", Arrays.asList(1L, null, 2L, 1.5)));
    assertThat(COMPILER.parse("metadata.name + '-x'").evaluateString(OBJECT)).isEqualTo("web-x");
    assertThat(COMPILER.parse("['a', 'b']").evaluateStrings(OBJECT)).containsExactly("a", "b");
    assertThat(COMPILER.parse("status.nothing").evaluate(OBJECT)).isNull();
  }

  @Test
  void declaredObjectsAreChecked() {
    Expression expression =
        COMPILER.compile(
            "dep.metadata.labels['v'] == self.metadata.labels['v']",
            ResultType.BOOLEAN,
            "self",
            "dep");
    Map<String, Object> one = Map.of("metadata", Map.of("labels", Map.of("v", "1")));
    Map<String, Object> two = Map.of("metadata", Map.of("labels", Map.of("v", "2")));
    assertThat(expression.evaluateBoolean(Map.of("self", one, "dep", one))).isTrue();
    assertThat(expression.evaluateBoolean(Map.of("self", one, "dep", two))).isFalse();
    assertThat(expression).hasToString("dep.metadata.labels['v'] == self.metadata.labels['v']");
  }

  @Test
  void refusesUnknownNamesAndFunctionsWhenCompiled() {
    assertThatThrownBy(() -> COMPILER.compile("other.a == 1", ResultType.BOOLEAN, "self"))
        .isInstanceOf(InvalidExpressionException.class)
        .hasMessageContaining("undeclared reference to 'other'")
        .hasMessageContaining("line 1, column 1");
    assertThatThrownBy(() -> COMPILER.compile("foo(self)", ResultType.ANY, "self"))
        .isInstanceOf(InvalidExpressionException.class);
  }

  @Test
  void refusesResultsOfTheWrongType() {
    assertThatThrownBy(() -> COMPILER.compile("self.ready", ResultType.BOOLEAN, "self"))
        .hasMessageStartingWith("the expression must yield a boolean");
    assertThatThrownBy(() -> COMPILER.compile("1 + 1", ResultType.STRING))
        .hasMessageStartingWith("the expression must yield a string, but yields int");
    assertThat(COMPILER.compile("'a' + self.b", ResultType.STRING, "self")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a ==", "a..b", "'open", "has(a)", "a b"})
  void refusesMalformedText(String text) {
    assertThatThrownBy(() -> COMPILER.parse(text)).isInstanceOf(InvalidExpressionException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status.missing == 1",
        "missing.field",
        "1 / 0 == 1",
        "foo(1)",
        "status.conditions[7]",
        "status.replicas + 'a'",
        "9223372036854775807 + 1",
        "int('x')",
        "'%d'.format(['a'])",
        "'%s'.format([])"
      })
  void failsCleanly(String text) {
    assertThatThrownBy(() -> COMPILER.parse(text).evaluate(OBJECT))
        .isInstanceOf(EvaluationException.class)
        .hasMessageEndingWith(": " + text);
  }

  @Test
  void namesTheMissingFieldButNoValue() {
    assertThatThrownBy(() -> COMPILER.parse("status.missing == 1").evaluate(OBJECT))
        .hasMessageContaining("missing");
    assertThatThrownBy(
            () ->
                COMPILER
                    .parse("int(data.password)")
                    .evaluate(Map.of("data", Map.of("password", "s3cr3t"))))
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void refusesResultsOfAnotherType() {
    assertThatThrownBy(() -> COMPILER.parse("1").evaluateBoolean(OBJECT))
        .hasMessage("the expression does not yield a boolean: 1");
    assertThatThrownBy(() -> COMPILER.parse("1").evaluateString(OBJECT))
        .isInstanceOf(EvaluationException.class);
    assertThatThrownBy(() -> COMPILER.parse("['a', 1]").evaluateStrings(OBJECT))
        .isInstanceOf(EvaluationException.class);
  }

  @Test
  void row22BoundsLengthNestingAndSteps() {
    ExpressionCompiler small = new ExpressionCompiler(new ExpressionLimits(200, 20, 1000, 100));
    assertThatThrownBy(() -> small.parse("1" + " + 1".repeat(100)))
        .hasMessageContaining("longer than 200 characters");
    assertThatThrownBy(() -> small.parse("(".repeat(50) + "1" + ")".repeat(50)))
        .isInstanceOf(InvalidExpressionException.class);
    List<Long> many = IntStream.range(0, 100).mapToObj(Long::valueOf).toList();
    assertThatThrownBy(
            () ->
                small
                    .parse("l.all(a, l.all(b, l.all(c, a + b + c >= 0)))")
                    .evaluate(Map.of("l", many)))
        .hasMessageStartingWith("the expression takes too many steps");
    assertThatThrownBy(() -> small.parse("'a'.matches('(a{100}){50}')").evaluate(Map.of()))
        .isInstanceOf(EvaluationException.class);
  }

  @Test
  void row23ExpressionsAreSharedBetweenThreads() {
    Expression expression = COMPILER.parse("items.map(i, i * factor)");
    assertThat(
            IntStream.range(0, 500)
                .parallel()
                .mapToObj(
                    n -> expression.evaluate(Map.of("items", List.of(1L, 2L), "factor", (long) n)))
                .toList())
        .isEqualTo(IntStream.range(0, 500).mapToObj(n -> List.of((long) n, 2L * n)).toList());
  }

  @Test
  void refusesListsOfDifferentTypes() {
    for (String text : List.of("[self.a, 'x'] == []", "[1, 'x'] == []")) {
      assertThatThrownBy(() -> new ExpressionCompiler().compile(text, ResultType.BOOLEAN, "self"))
          .isInstanceOf(InvalidExpressionException.class);
    }
  }
}

package dev.millrace.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever an expression is, it gives a value, fails as expressions do, or is refused. */
class ParsingProperties {
  private static final ExpressionCompiler COMPILER = new ExpressionCompiler();

  @Property
  void anyTextIsEvaluatedOrRefused(@ForAll("expressions") String text) {
    try {
      COMPILER.parse(text).evaluate(Map.of("a", Map.of("b", List.of(1L, "x"))));
    } catch (InvalidExpressionException | EvaluationException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> expressions() {
    return Arbitraries.of(
            "a",
            ".b",
            "[0]",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "!",
            "-",
            "&&",
            "||",
            "==",
            "<",
            "in",
            "?",
            ":",
            "+",
            "/",
            "%",
            "0",
            "1.5",
            "'x'",
            "\"",
            "null",
            "size(",
            "has(",
            ".all(x,",
            ".map(x,",
            "x",
            "matches('",
            "duration('1h')",
            "9223372036854775807",
            "\u0000")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }
}

package dev.millrace.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the text, the engine gives a result or its own exception. */
class RobustnessProperties {
  private static final Functions FUNCTIONS = Rendering.functions();
  private static final ExecutionOptions SMALL =
      ExecutionOptions.DEFAULT.withLimits(
          new Limits(100_000, 1_000, 20_000, 50, Duration.ofSeconds(20)));
  private static final Map<String, Object> DATA =
      Map.of("a", 1.0, "s", "text", "l", List.of(1.0, "x"), "m", Map.of("k", "v"));

  /** Pieces that make up templates, right and wrong ones. */
  private static final List<String> PIECES =
      List.of(
          "{{",
          "}}",
          "{{-",
          " -}}",
          "{{ ",
          " }}",
          "/*",
          "*/",
          "(",
          ")",
          "|",
          ".",
          "$",
          "$x",
          ":=",
          "=",
          ",",
          " ",
          "\n",
          "if ",
          "else",
          "end",
          "range ",
          "with ",
          "define ",
          "block ",
          "template ",
          "break",
          "continue",
          "nil",
          "true",
          "\"s\"",
          "`r`",
          "'c'",
          "1",
          "0x1F",
          "1.5",
          "1e3",
          "2i",
          "-",
          "+",
          ".a",
          ".l",
          ".m.k",
          ".s",
          "printf ",
          "len ",
          "index ",
          "eq ",
          "list ",
          "upper ",
          "text",
          "é",
          "\\",
          "\"",
          "#",
          "{{if .a}}",
          "{{end}}",
          "{{range .l}}",
          "{{else}}",
          "{{$x := 1}}",
          "{{ .s | upper }}");

  @Provide
  Arbitrary<String> templates() {
    return Arbitraries.of(PIECES).list().ofMaxSize(25).map(pieces -> String.join("", pieces));
  }

  @Property
  void row22FailsOnlyWithItsOwnException(@ForAll("templates") String template) {
    checkOutcome(template);
  }

  @Property
  void row22SurvivesAnyText(@ForAll String inner) {
    checkOutcome("{{" + inner + "}}");
    checkOutcome(inner);
  }

  private static void checkOutcome(String template) {
    try {
      String output = TemplateSet.empty(FUNCTIONS).with("t", template).execute("t", DATA, SMALL);
      assertThat(output).isNotNull();
    } catch (TemplateException e) {
      assertThat(e.getMessage()).startsWith("template: ");
    }
  }

  @Property
  void copiesTextThatHasNoActions(@ForAll String text) {
    if (!text.contains("{{") && text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
      assertThat(Rendering.render(text)).isEqualTo(text);
    }
  }
}

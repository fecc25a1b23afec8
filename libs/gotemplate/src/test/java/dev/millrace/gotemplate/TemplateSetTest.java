package dev.millrace.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TemplateSetTest {
  private final TemplateSet empty = TemplateSet.empty(Rendering.functions());

  private static String run(TemplateSet set, String name) {
    return set.execute(name, Map.of(), ExecutionOptions.DEFAULT);
  }

  @Test
  void leavesTheSetAloneThatATextIsAddedTo() {
    TemplateSet base = empty.with("a", "A{{template \"x\"}}{{define \"x\"}}1{{end}}");
    TemplateSet more = base.with("b", "{{define \"x\"}}2{{end}}B{{template \"x\"}}");
    assertThat(run(base, "a")).isEqualTo("A1");
    assertThat(run(more, "a")).isEqualTo("A2");
    assertThat(run(more, "b")).isEqualTo("B2");
    assertThat(base.contains("b")).isFalse();
    assertThat(more.names()).containsExactly("a", "b", "x");
  }

  @Test
  void keepsATemplateThatABlankOneWouldReplace() {
    TemplateSet set = empty.with("a", "full").with("a", " {{/* nothing */}} \n");
    assertThat(run(set, "a")).isEqualTo("full");
    assertThat(run(set.with("a", "new"), "a")).isEqualTo("new");
  }

  @Test
  void findsTemplatesThroughManyLayers() {
    TemplateSet set = empty;
    for (int i = 0; i < 30; i++) {
      set = set.with("t" + i, Integer.toString(i));
    }
    assertThat(run(set, "t0")).isEqualTo("0");
    assertThat(run(set, "t29")).isEqualTo("29");
    assertThat(set.names()).hasSize(30);
  }

  @Test
  void refusesTwoTemplatesOfOneNameInOneText() {
    assertThatThrownBy(() -> empty.with("a", "{{define \"x\"}}1{{end}}{{define \"x\"}}2{{end}}"))
        .isInstanceOf(TemplateException.class)
        .hasMessage("template: a:1: template: multiple definition of template \"x\"");
  }

  @Test
  void saysWhichTemplateIsMissing() {
    assertThatThrownBy(() -> run(empty, "none"))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("no template \"none\"");
  }

  @Test
  void givesFunctionsTheSetOfTheirCaller() {
    Functions tpl =
        Functions.builder()
            .add(
                "tpl",
                Signature.of(dev.millrace.gotemplate.value.GoType.STRING),
                call -> {
                  Execution execution = call.execution();
                  TemplateSet set = execution.templates().with("inner", call.string(0));
                  return execution.execute(set, "inner", Map.of());
                })
            .build();
    TemplateSet set =
        TemplateSet.empty(Functions.builtins().plus(tpl))
            .with("lib", "{{define \"name\"}}outer{{end}}")
            .with(
                "main",
                "{{tpl `{{define \"name\"}}inner{{end}}{{template \"name\"}}`}} "
                    + "{{template \"name\"}}");
    assertThat(run(set, "main")).isEqualTo("inner outer");
  }

  @Test
  void wrapsTheErrorsOfTemplatesThatFunctionsExecute() {
    Functions include =
        Functions.builder()
            .add(
                "include",
                Signature.of(dev.millrace.gotemplate.value.GoType.STRING),
                call -> call.execution().execute(call.string(0), null))
            .build();
    TemplateSet set =
        TemplateSet.empty(Functions.builtins().plus(include))
            .with("main", "{{define \"x\"}}{{.a}}{{index 1 2}}{{end}}\n{{include \"x\"}}");
    assertThatThrownBy(() -> run(set, "main"))
        .hasMessage(
            "template: main:2:2: executing \"main\" at <include \"x\">: error calling include: "
                + "template: main:1:22: executing \"x\" at <index 1 2>: error calling index: "
                + "can't index item of type int");
  }

  @Test
  void handsTheContextOfTheCallerToFunctions() {
    Functions who =
        Functions.builder()
            .add("who", Signature.of(), call -> call.execution().context(String.class))
            .build();
    TemplateSet set = TemplateSet.empty(who).with("a", "{{who}}");
    assertThat(set.execute("a", null, ExecutionOptions.DEFAULT.withContext("me"))).isEqualTo("me");
    assertThatThrownBy(() -> set.execute("a", null, ExecutionOptions.DEFAULT))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void executesInManyThreadsAtOnce() throws Exception {
    TemplateSet set = empty.with("a", "{{range $i := until 50}}{{$i}},{{end}}");
    String expected = run(set, "a");
    try (var executor = Executors.newFixedThreadPool(4)) {
      var runs =
          IntStream.range(0, 40).mapToObj(_ -> executor.submit(() -> run(set, "a"))).toList();
      for (var result : runs) {
        assertThat(result.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void tellsWhereAnErrorIs() {
    var exception = Rendering.failure("line one\n  é{{ .a }}{{ upper 1 }}", Map.of());
    assertThat(exception.phase()).isEqualTo(TemplateException.Phase.EXECUTE);
    assertThat(exception.templateName()).isEqualTo("t");
    assertThat(exception.line()).isEqualTo(2);
    assertThat(exception.column()).isEqualTo(21);
    var syntax = Rendering.failure("a\n{{ if }}", Map.of());
    assertThat(syntax.phase()).isEqualTo(TemplateException.Phase.PARSE);
    assertThat(syntax.line()).isEqualTo(2);
    assertThat(syntax).hasMessage("template: t:2: missing value for if");
  }
}

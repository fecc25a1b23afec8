package dev.millrace.gotemplate;

import static dev.millrace.gotemplate.Rendering.message;
import static dev.millrace.gotemplate.Rendering.render;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementsTest {
  private static final Map<String, Object> DATA =
      Map.of(
          "yes",
          true,
          "no",
          false,
          "list",
          List.of("a", "b", "c"),
          "map",
          Map.of("z", 1.0, "a", 2.0),
          "empty",
          List.of(),
          "n",
          3.0);

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{if .yes}}A{{else}}B{{end}} => A",
        "{{if .no}}A{{else if .yes}}B{{else}}C{{end}} => B",
        "{{if .no}}A{{else if .empty}}B{{else}}C{{end}} => C",
        "{{with .map}}{{.a}}{{end}} => 2",
        "{{with .none}}A{{else with .map}}{{.z}}{{end}} => 1",
        "{{with .none}}A{{else}}{{.n}}{{end}} => 3",
        "{{range .list}}[{{.}}]{{end}} => [a][b][c]",
        "{{range $i, $v := .list}}{{$i}}{{$v}}{{end}} => 0a1b2c",
        "{{range $k, $v := .map}}{{$k}}={{$v}};{{end}} => a=2;z=1;",
        "{{range .empty}}A{{else}}none{{end}} => none",
        "{{range .none}}A{{else}}none{{end}} => none",
        "{{range 3}}{{.}}{{end}} => 012",
        "{{range $i := 2}}{{$i}}{{end}} => 01",
        "{{range .list}}{{if eq . \"b\"}}{{break}}{{end}}{{.}}{{end}} => a",
        "{{range .list}}{{if eq . \"b\"}}{{continue}}{{end}}{{.}}{{end}} => ac",
        "{{range .list}}{{.}}{{range $.empty}}{{else}}{{break}}{{end}}x{{end}} => axbxcx",
        "{{range .list}}{{.}}{{range $.empty}}{{else}}{{continue}}{{end}}x{{end}} => abc",
        "{{range $v := .list}}{{with $v}}{{break}}{{end}}{{end}}x => x",
      })
  void choosesAndRepeats(String template, String expected) {
    assertThat(render(template, DATA)).isEqualTo(expected);
  }

  @Test
  void keepsVariablesInsideTheirBlock() {
    assertThat(render("{{$x := 1}}{{if true}}{{$x := 2}}{{$x}}{{end}}{{$x}}")).isEqualTo("21");
    assertThat(render("{{$x := 1}}{{if true}}{{$x = 2}}{{end}}{{$x}}")).isEqualTo("2");
    assertThat(render("{{range $x := .list}}{{end}}{{$}}", Map.of("list", List.of())))
        .isEqualTo("map[list:[]]");
  }

  @Test
  void doesNotSeeInTheElseBranchWhatTheBodyDeclares() {
    assertThat(render("{{$x := 0}}{{if false}}{{$x := 1}}{{else}}{{$x}}{{end}}")).isEqualTo("0");
    assertThat(message("{{if false}}{{$x := 1}}{{else}}{{$x}}{{end}}", null))
        .endsWith("undefined variable: $x");
  }

  @Test
  void assignsRangeVariablesThatExist() {
    assertThat(render("{{$v := 0}}{{range $v = .list}}{{end}}{{$v}}", DATA)).isEqualTo("c");
  }

  @Test
  void goesOnWithTheMapAsItWasWhenTheLoopBegan() {
    String template =
        "{{$m := dict \"a\" 1 \"b\" 2}}"
            + "{{range $k, $v := $m}}{{$_ := unset $m \"b\"}}{{$k}}{{$v}}{{end}}";
    assertThat(render(template)).isEqualTo("a1b2");
  }

  @Test
  void trimsTextWhereMarkersStand() {
    assertThat(render("a \n {{- 1 -}} \n b")).isEqualTo("a1b");
    assertThat(render("a {{- /* note */ -}} b")).isEqualTo("ab");
    assertThat(render("a {{/* note */}} b")).isEqualTo("a  b");
    assertThat(render("{{-1}}")).isEqualTo("-1");
  }

  @Test
  void callsDefinedTemplatesWithTheirOwnVariables() {
    String template = "{{define \"t1\"}}<{{.}}|{{$}}>{{end}}{{$x := 1}}{{template \"t1\" .n}}";
    assertThat(render(template, DATA)).isEqualTo("<3|3>");
    assertThat(render("{{define \"t1\"}}{{.}}{{end}}{{template \"t1\"}}", DATA))
        .isEqualTo("<no value>");
    assertThat(render("{{block \"b\" .n}}{{.}}!{{end}}", DATA)).isEqualTo("3!");
    assertThat(message("{{template \"none\"}}", null))
        .isEqualTo(
            "template: t:1:11: executing \"t\" at <{{template \"none\"}}>: "
                + "template \"none\" not defined");
  }

  @Test
  void refusesToRangeOverWhatIsNoCollection() {
    assertThat(message("{{range .n}}{{end}}", DATA)).endsWith("range can't iterate over 3");
    assertThat(message("{{range $i, $v := 3}}{{end}}", DATA))
        .endsWith("can't use 3 to iterate over more than one variable");
  }

  @Test
  void visitsNilElements() {
    assertThat(render("{{range .}}[{{.}}]{{end}}", Arrays.asList(null, 1.0)))
        .isEqualTo("[<no value>][1]");
  }
}

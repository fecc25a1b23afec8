package dev.millrace.gotemplate.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserTest {
  private static ParsedText parse(String text) {
    return Parser.parse("t", text, name -> !name.equals("unknown"), 50);
  }

  private static String printed(String text) {
    ParsedTemplate template = Objects.requireNonNull(parse(text).templates().get("t"));
    return template.body().stream().map(Object::toString).collect(Collectors.joining());
  }

  /** The tree prints as Go prints its own, which error messages rely on. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{ .a.b }} => {{.a.b}}",
        "{{$x:=1}}{{ $x.y }} => {{$x := 1}}{{$x.y}}",
        "{{ f 1 2.5 \"s\" `r` 'c' true nil . $ }} => {{f 1 2.5 \"s\" `r` 'c' true nil . $}}",
        "{{(f 1).x}} => {{(f 1).x}}",
        "{{f (g 1) (.a)}} => {{f (g 1) (.a)}}",
        "{{if .a}}x{{else if .b}}y{{end}} => {{if .a}}x{{else}}{{if .b}}y{{end}}{{end}}",
        "{{range $i , $v := .l}}{{break}}{{continue}}{{end}} => {{range $i, $v := .l}}{{break}}{{continue}}{{end}}",
        "{{with .a}}x{{else}}y{{end}} => {{with .a}}x{{else}}y{{end}}",
        "{{template \"n\" .a}} => {{template \"n\" .a}}",
        "{{block \"n\" .}}x{{end}} => {{template \"n\" .}}",
        "a{{/* c */}}b => ab",
      })
  void printsWhatItParsed(String text, String expected) {
    assertThat(printed(text.replace(" , ", ", "))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{ => unclosed action",
        "{{ (1 }} => unclosed left paren",
        "{{ 1) }} => unexpected right paren",
        "{{ \"a }} => unterminated quoted string",
        "{{ `a }} => unterminated raw quoted string",
        "{{ 'a }} => unterminated character constant",
        "{{/* a => unclosed comment",
        "{{/* a */ x}} => comment ends before closing delimiter",
        "{{ 1x }} => bad number syntax: \"1x\"",
        "{{ .a# }} => bad character U+0023 '#'",
        "{{ \u0001 }} => unrecognized character in action: U+0001",
        "{{ unknown }} => function \"unknown\" not defined",
        "{{ $x }} => undefined variable \"$x\"",
        "{{ if }}{{end}} => missing value for if",
        "{{if 1}} => unexpected EOF",
        "{{end}} => unexpected {{end}}",
        "{{if 1}}{{else}}{{else}}{{end}} => expected end; found {{else}}",
        "{{break}} => {{break}} outside {{range}}",
        "{{1 | 2}} => non executable command in pipeline stage 2",
        "{{nil.x}} => unexpected . after term \"nil\"",
        "{{range $a, $b, $c := .}}{{end}} => too many declarations in range",
        "{{template 1}} => unexpected \"1\" in template clause",
        "{{f 1e}} => illegal number syntax: \"1e\"",
        "{{18446744073709551616}} => integer overflow: \"18446744073709551616\"",
        "{{if 1}}{{define \"x\"}}{{end}}{{end}} => unexpected <define> in command",
      })
  void saysWhatIsWrong(String text, String problem) {
    String expected =
        text.startsWith("{{if 1}}{{else}}") ? "expected end; found {{else}}" : problem;
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(SyntaxException.class)
        .hasMessage("template: t:1: " + problem);
  }

  @Test
  void pointsToTheLine() {
    assertThat(line("{{\n\n1 2x}}")).isEqualTo(3);
    assertThat(line("a\nb{{ $x }}")).isEqualTo(2);
    assertThat(line("{{if 1}}\n\n")).isEqualTo(3);
  }

  private static int line(String text) {
    return Objects.requireNonNull(catchThrowableOfType(SyntaxException.class, () -> parse(text)))
        .line();
  }
}

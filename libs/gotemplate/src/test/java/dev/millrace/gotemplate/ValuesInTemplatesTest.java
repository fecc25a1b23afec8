package dev.millrace.gotemplate;

import static dev.millrace.gotemplate.Rendering.message;
import static dev.millrace.gotemplate.Rendering.render;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nil, no value, numbers and field access: what other engines get wrong. */
class ValuesInTemplatesTest {
  private final Map<String, @Nullable Object> data = new HashMap<>();

  @BeforeEach
  void fillData() {
    data.put("nil", null);
    data.put("text", "x");
    data.put("float", 1_000_000.0);
    data.put("int64", 1_000_000L);
    data.put("int", 7);
    data.put("huge", new BigInteger("18446744073709551615"));
    data.put("map", Map.of("a", Map.of("b", "deep")));
    data.put("list", List.of(1.0, "s", true));
  }

  @Test
  void tellsNilFromAMissingKey() {
    assertThat(render("{{.nil}} {{.missing}} {{.missing.x.y}}", data))
        .isEqualTo("<no value> <no value> <no value>");
    assertThat(message("{{.nil.x}}", data))
        .isEqualTo(
            "template: t:1:6: executing \"t\" at <.nil.x>: "
                + "nil pointer evaluating interface {}.x");
    assertThat(render("{{(.nil).x}}", data)).isEqualTo("<no value>");
  }

  @Test
  void followsTheMissingKeyOption() {
    var zero = ExecutionOptions.DEFAULT.withMissingKey(MissingKey.ZERO);
    var error = ExecutionOptions.DEFAULT.withMissingKey(MissingKey.ERROR);
    assertThat(render("{{.missing}}", data, zero)).isEqualTo("<no value>");
    assertThat(Rendering.failure("{{.missing.x}}", data, zero)).hasMessageContaining("nil pointer");
    assertThat(Rendering.failure("{{.missing}}", data, error))
        .hasMessageContaining("map has no entry for key \"missing\"");
    assertThat(render("{{(split \",\" \"a\")._9}}", data, zero)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{.float}} => 1e+06",
        "{{.int64}} => 1000000",
        "{{typeOf .float}} {{typeOf .int64}} {{typeOf .int}} {{typeOf .huge}} => float64 int64 int uint64",
        "{{.huge}} => 18446744073709551615",
        "{{printf \"%d\" .float}} => %!d(float64=1e+06)",
        "{{1000000000000000000000.0}} {{0x1F}} {{0b11}} {{'a'}} {{1_000}} => 1e+21 31 3 97 1000",
        "{{typeOf 1}} {{typeOf 1.0}} {{typeOf 'a'}} {{typeOf 1i}} => int float64 int complex128",
        "{{len \"héé\"}} {{index \"é\" 0}} {{slice (list 1 2 3) 1 2}} => 5 195 [2]",
        "{{.map.a.b}} {{index .map \"a\" \"b\"}} {{index .list 1}} => deep deep s",
        "{{len .list}} {{.list}} => 3 [1 s true]",
      })
  void printsValuesByTheirGoType(String template, String expected) {
    assertThat(render(template, data)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{nil}} => nil is not a command",
        "{{eq .float 3}} => error calling eq: incompatible types for comparison: float64 and int",
        "{{lt .nil 1}} => error calling lt: invalid type for comparison",
        "{{eq .map .map}} => error calling eq: non-comparable type map[a:map[b:deep]]: map[string]interface {}",
        "{{.text.a}} => can't evaluate field a in type interface {}",
        "{{$t := .text}}{{$t.a}} => can't evaluate field a in type string",
        "{{.text 1}} => text is not a method but has arguments",
        "{{1 2}} => can't give argument to non-function 1",
        "{{upper .float}} => wrong type for value; expected string; got float64",
        "{{upper .nil}} => wrong type for value; expected string; got interface {}",
        "{{upper nil}} => cannot assign nil to string",
        "{{upper 1}} => expected string; found 1",
        "{{trunc 1.5 .text}} => expected integer; found 1.5",
        "{{index .list 9}} => error calling index: index out of range: 9",
        "{{index .nil 1}} => error calling index: index of untyped nil",
        "{{len 3}} => error calling len: len of type int",
        "{{9223372036854775808}} => 9223372036854775808 overflows int",
        "{{upper}} => wrong number of args for upper: want 1 got 0",
        "{{default}} => wrong number of args for default: want at least 1 got 0",
        "{{call .text}} => error calling call: non-function .text of type string",
      })
  void failsWhereGoFails(String template, String problem) {
    assertThat(message(template, data)).endsWith(": " + problem);
  }

  @Test
  void refusesANilFromThePipeline() {
    assertThat(message("{{.nil | upper}}", data)).endsWith(": invalid value; expected string");
  }

  @Test
  void evaluatesOnlyWhatDecides() {
    assertThat(render("{{or .text (fail \"no\")}} {{and .nil (fail \"no\")}}", data))
        .isEqualTo("x <no value>");
    assertThat(render("{{and 1 0 2}}{{or 0 false}}{{not 0}}")).isEqualTo("0falsetrue");
  }

  @Test
  void carriesBytesThatAreNoText() {
    assertThat(render("{{b64dec \"/+8=\" | b64enc}}")).isEqualTo("/+8=");
    assertThat(render("{{trunc 1 \"é\" | len}} {{printf \"%q\" (trunc 1 \"é\")}}"))
        .isEqualTo("1 \"\\xc3\"");
    assertThat(render("{{trunc 1 \"é\"}}{{\"\\xa9\"}}")).isEqualTo("é");
  }
}

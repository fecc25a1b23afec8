package dev.millrace.envsubst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expectations recorded from fluxcd/pkg/envsubst 1.7. */
class TemplateTest {
  private static final Map<String, String> VALUES =
      Map.of(
          "v", "hello", "path", "a/b/c.tar.gz", "empty", "", "dash", "é日", "n", "2", "star", "*");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a ${v} b|a hello b",
        "$v $ {v} $|$v $ {v} $",
        "$${v}|${v}",
        "$$${v}|$hello",
        "$$$$|$$",
        "${missing}|",
        "${#v}|5",
        "${#dash}|5",
        "${v^}|Hello",
        "${v^^}|HELLO",
        "${dash^}|É日",
        "${v,,}|hello",
        "${v,^}|hello"
      })
  void replacesAndChangesCase(String template, String expected) {
    assertThat(lenient(template)).isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource({
    "${v:-x}, hello",
    "${empty:-x}, x",
    "${missing:-x}, x",
    "${missing=x}, x",
    "${missing:=x}, x",
    "${missing:-a-${v}-b}, a-hello-b",
    "${missing:-${other:-deep}}, deep",
    "${v:+x}, hello",
    "${missing:-$$x}, $$x",
    "${missing:?x}, x"
  })
  void takesDefaults(String template, String expected) {
    assertThat(lenient(template)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "${v:1}, ello", "${v:1:3}, ell", "${v: -3}, hello", "${v:-3}, hello", "${v:${n}}, llo",
    "${v:0:-1}, ERR", "${v:9}, ''", "${v:1:99}, ello", "${v:x}, hello", "${v:+1:x}, hello"
  })
  void cutsOutParts(String template, String expected) {
    if (expected.equals("ERR")) {
      assertThatThrownBy(() -> lenient(template)).hasMessageContaining("end before they start");
    } else {
      assertThat(lenient(template)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "${path#*/}, b/c.tar.gz",
    "${path##*/}, c.tar.gz",
    "${path%.*}, a/b/c.tar",
    "${path%%.*}, a/b/c",
    "${v#h?}, llo",
    "${v##[a-h]*}, ''",
    "${v#[^a]}, ello",
    "${v%o}, hell",
    "${v#x}, hello",
    "${v#[a}, hello",
    "${v#[]}, hello",
    "${path#${star}}, /b/c.tar.gz"
  })
  void trimsByPattern(String template, String expected) {
    assertThat(lenient(template)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "${v/l/L}, heLlo",
    "${v//l/L}, heLLo",
    "${v/#he/HE}, HEllo",
    "${v/%lo/LO}, helLO",
    "${v//l/}, heo",
    "${path//\\//_}, a_b_c.tar.gz",
    "${v/${empty}/x}, xhello",
    "${v/#he/}, hello"
  })
  void replacesText(String template, String expected) {
    assertThat(lenient(template)).isEqualTo(expected);
  }

  @Test
  void emptyTextLiesBetweenAllCharacters() {
    assertThat(lenient("${dash//${empty}/-}")).isEqualTo("-é-日-");
  }

  @Test
  void patternsAndOffsetsCountBytes() {
    assertThat(Template.parse("${dash:1:1}").expandToBytes(Variables.lenient(VALUES)))
        .isEqualTo(new byte[] {(byte) 0xa9});
    assertThat(Template.parse("${dash#?}").expandToBytes(Variables.lenient(VALUES)))
        .startsWith((byte) 0xa9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${", "${}", "${v", "${v-x}", "${v+x}", "${v:", "${v:}", "${v:é}", "${v#}", "${v/}",
        "${v/a}", "${v//}", "${-}", "${v:-", "${v^x}", "${#}", "${#v", "${v:1:}", "${ v}", "${v }"
      })
  void refusesMalformedExpressions(String template) {
    assertThatThrownBy(() -> Template.parse(template)).isInstanceOf(SubstitutionException.class);
  }

  @Test
  void namesThePlaceOfErrors() {
    assertThatThrownBy(() -> Template.parse("a: 1\nb: ${v-x}"))
        .hasMessage(
            "line 2, column 7: bad variable expression: expected '}' at the end of the expression");
  }

  @Test
  void strictRefusesMissingVariablesWithoutDefault() {
    Variables strict = Variables.strict(VALUES);
    assertThat(Template.parse("${missing:-x}${empty}").expand(strict)).isEqualTo("x");
    assertThatThrownBy(() -> Template.parse("${missing}").expand(strict))
        .hasMessage("the variable \"missing\" is not set and has no default value");
    assertThatThrownBy(() -> Template.parse("${#missing}").expand(strict))
        .isInstanceOf(SubstitutionException.class);
    assertThatThrownBy(() -> Template.parse("${v:-${missing}}").expand(strict))
        .isInstanceOf(SubstitutionException.class);
  }

  @Test
  void boundsSizeDepthAndTime() {
    SubstitutionLimits small = new SubstitutionLimits(1000, 5, 10_000);
    Variables values = Variables.lenient(Map.of("big", "ab".repeat(250), "long", "a".repeat(400)));
    assertThatThrownBy(() -> Template.parse("${big}".repeat(3), small).expand(values))
        .hasMessageContaining("longer than 1000 bytes");
    assertThatThrownBy(() -> Template.parse("${big//a/xxxxxxxxxx}", small).expand(values))
        .hasMessageContaining("longer than 1000 bytes");
    assertThatThrownBy(() -> Template.parse("x".repeat(1001), small))
        .hasMessageContaining("longer than 1000 bytes");
    assertThatThrownBy(() -> Template.parse("${a:-".repeat(6) + "}".repeat(6), small))
        .hasMessageContaining("deeper than 5 levels");
    assertThatThrownBy(() -> Template.parse("${long##*a*a*a*b}", small).expand(values))
        .hasMessageContaining("takes too long");
  }

  @Test
  void messagesHoldNoValues() {
    assertThatThrownBy(
            () ->
                Template.parse("${secret:0:-99}")
                    .expand(Variables.strict(Map.of("secret", "s3cr3t"))))
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void keepsTextBeyondAscii() {
    String text = "é日😀 \u0001 ".repeat(3);
    assertThat(Template.parse(text).expandToBytes(Variables.lenient(Map.of())))
        .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String lenient(String template) {
    return Template.parse(template).expand(Variables.lenient(VALUES));
  }
}

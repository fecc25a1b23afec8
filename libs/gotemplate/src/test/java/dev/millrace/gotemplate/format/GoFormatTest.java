package dev.millrace.gotemplate.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gotemplate.value.GoInt;
import dev.millrace.gotemplate.value.GoSlice;
import dev.millrace.gotemplate.value.GoType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoFormatTest {
  private static String format(String format, @Nullable Object... values) {
    return GoFormat.sprintf(format, Arrays.asList(values));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "%d|42",
        "[%5d]|[   42]",
        "[%-5d]|[42   ]",
        "%05d|00042",
        "%+d|+42",
        "%x %X|2a %!X(MISSING)",
        "%b|101010",
        "%o|52",
        "%c|*",
        "%q|'*'",
        "%U|U+002A",
        "%s|%!s(int=42)",
        "%z|%!z(int=42)",
        "%%|%%!(EXTRA int=42)",
        "%|%!(NOVERB)%!(EXTRA int=42)",
        "%[2]d|%!d(BADINDEX)",
        "%[1]d %[1]x|42 2a",
        "%T|int",
        "%.3d|042",
        "%*d|%!d(MISSING)",
      })
  void formatsAnInt(String format, String expected) {
    assertThat(format(format, GoInt.of(42))).isEqualTo(expected);
  }

  @Test
  void printsCollectionsAndNil() {
    assertThat(format("%v", Map.of("b", 1.0, "a", "x"))).isEqualTo("map[a:x b:1]");
    assertThat(format("%v %s %d", Arrays.asList(1.5, null, "q"), null, null))
        .isEqualTo("[1.5 <nil> q] %!s(<nil>) %!d(<nil>)");
    assertThat(format("%#v", List.of("a", 1.0))).isEqualTo("[]interface {}{\"a\", 1}");
    assertThat(format("%q", GoSlice.ofStrings(List.of("a", "b")))).isEqualTo("[\"a\" \"b\"]");
    assertThat(format("%s %x %v", bytes(), bytes(), bytes())).isEqualTo("hi 6869 [104 105]");
    assertThat(format("%T %T", GoSlice.nil(GoType.STRINGS), Map.of()))
        .isEqualTo("[]string map[string]interface {}");
  }

  private static GoSlice bytes() {
    return GoSlice.ofBytes(new byte[] {'h', 'i'});
  }

  @Test
  void formatsFloatsAndStrings() {
    assertThat(format("%5.2f|%-8.3e|%g|%08.3f", 3.14159, 1234.5, 1e21, -1.5))
        .isEqualTo(" 3.14|1.234e+03|1e+21|-001.500");
    assertThat(format("%10s|%-10s|%.2s|%q|%+q|%#q", "ab", "ab", "héé", "é\n", "é", "a"))
        .isEqualTo("        ab|ab        |hé|\"é\\n\"|\"\\u00e9\"|`a`");
    assertThat(format("%t %v", true, false)).isEqualTo("true false");
  }

  @Test
  void separatesOperandsThatAreNoStrings() {
    assertThat(GoFormat.sprint(Arrays.asList(1L, 2L, "a", "b", 3L, null)))
        .isEqualTo("1 2ab3 <nil>");
    assertThat(GoFormat.sprintln(List.of("a", 1L))).isEqualTo("a 1\n");
  }

  @Property
  void unquotesWhatItQuotes(@ForAll String text) {
    if (text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
      assertThat(Quoting.unquote(Quoting.quote(text))).isEqualTo(text);
      assertThat(Quoting.unquote(Quoting.quoteToAscii(text))).isEqualTo(text);
    }
  }

  @Property
  void neverFailsOnAFormat(@ForAll String format, @ForAll long number, @ForAll String text) {
    assertThat(format("%" + format, number, text)).isNotNull();
  }
}

package dev.millrace.gotemplate.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FloatTextTest {
  @Property
  void readsBackWhatItWrites(@ForAll double value) throws NumberSyntaxException {
    assertThat(FloatText.parse(FloatText.shortest(value))).isEqualTo(value);
    assertThat(FloatText.parse(FloatText.format(value, 'e', FloatText.SHORTEST, 64)))
        .isEqualTo(value);
    assertThat(FloatText.parse(FloatText.format(value, 'f', FloatText.SHORTEST, 64)))
        .isEqualTo(value);
    assertThat(FloatText.parse(FloatText.format(value, 'x', FloatText.SHORTEST, 64)))
        .isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "0, g, -1, 0",
    "1e6, g, -1, 1e+06",
    "100000, g, -1, 100000",
    "1e-5, g, -1, 1e-05",
    "0.0001, g, -1, 0.0001",
    "4.9e-324, g, -1, 5e-324",
    "123456789.125, g, -1, 1.23456789125e+08",
    "2.5, f, 0, 2",
    "3.5, f, 0, 4",
    "0.125, f, 2, 0.12",
    "1234.5678, e, 3, 1.235e+03",
    "1234.5678, g, 3, 1.23e+03",
    "99.99, g, 3, 100",
    "1e21, f, 1, 1000000000000000000000.0",
    "1, b, -1, 4503599627370496p-52",
    "1.5, x, -1, 0x1.8p+00",
    "1.9999, x, 1, 0x1.0p+01",
    "-0.0, g, -1, -0",
  })
  void writesAsGoDoes(double value, char verb, int precision, String expected) {
    assertThat(FloatText.format(value, verb, precision, 64)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "e5", "1e", "0x1", "1__0", "_1", "0x", "+-1", " 1", "1f"})
  void refusesWhatIsNoNumber(String text) {
    assertThatThrownBy(() -> FloatText.parse(text))
        .isInstanceOf(NumberSyntaxException.class)
        .hasMessageContaining("invalid syntax");
  }

  @ParameterizedTest
  @CsvSource({"0x1p4, 16", "0X1.8P1, 3", ".5, 0.5", "5., 5", "-1E+2, -100", "0x_1p0, 1"})
  void readsEveryForm(String text, double expected) throws NumberSyntaxException {
    assertThat(FloatText.parse(text)).isEqualTo(expected);
  }
}

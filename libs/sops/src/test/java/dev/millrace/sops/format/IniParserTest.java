package dev.millrace.sops.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.sops.SopsException;
import org.junit.jupiter.api.Test;

class IniParserTest {
  @Test
  void readsQuotesCommentsAndContinuations() {
    IniSection section = section("[s]\na = \"x y\" ; note\nb = one \\\n  two\nc = `p;q`\n");
    assertThat(section.keys().get("a")).isEqualTo(new IniSection.IniValue("x y", "; note"));
    assertThat(text(section, "b")).isEqualTo("one two");
    assertThat(text(section, "c")).isEqualTo("p;q");
  }

  @Test
  void keepsLinesInsideTripleQuotes() {
    assertThat(text(section("[s]\na = \"\"\"one\n two\"\"\"\n"), "a")).isEqualTo("one\n two");
  }

  @Test
  void aKeyThatComesAgainReplacesTheValue() {
    assertThat(section("[s]\na = 1\n[s]\na = 2\n").keys()).hasSize(1).containsKey("a");
  }

  @Test
  void namesTheLineThatIsWrong() {
    assertThatExceptionOfType(SopsException.class)
        .isThrownBy(() -> IniParser.parse("[s]\na = 1\nnonsense\n"))
        .withMessageStartingWith("line 3: ");
    assertThatExceptionOfType(SopsException.class)
        .isThrownBy(() -> IniParser.parse("[s]\na = \"\"\"never closed\n"))
        .matches(e -> e.kind() == SopsException.Kind.FORMAT);
  }

  private static IniSection section(String text) {
    return IniParser.parse(text).getLast();
  }

  private static String text(IniSection section, String key) {
    return section.keys().getOrDefault(key, new IniSection.IniValue("(absent)", "")).text();
  }
}

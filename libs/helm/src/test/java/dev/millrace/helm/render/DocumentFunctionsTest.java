package dev.millrace.helm.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.helm.OneTemplate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What JSON, YAML and TOML functions make of odd values; every line was made by Helm 4.2. */
class DocumentFunctionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      value = {
        "{{ mustFromJson \"-0\" }} => -0",
        "{{ fromJsonArray \"[-0, 0, -0.0]\" | toJson }} => [-0,0,-0]",
        "{{ fromJson \"null\" | toJson }} => null",
        "{{ fromJsonArray \"null\" | toJson }} => null",
        "{{ fromYaml \"null\" | toJson }} => {}",
        "{{ printf \"%#v\" (fromJson \"null\") }} => map[string]interface {}(nil)",
        "{{ eq (fromJson \"null\") nil }}{{ (fromJson \"null\").a }} => true",
        "{{ deepEqual (fromJson \"null\") (dict) }} => false",
        "{{ merge (fromJson \"null\") (dict \"a\" 1) }} => map[a:1]",
        "{{ deepCopy (fromJson \"null\") | toJson }} => null",
        "{{ fromJsonArray \"[1e400]\" | toJson }} => "
            + "[\"json: cannot unmarshal number 1e400 into Go value of type float64\"]",
        "{{ toToml .Capabilities.KubeVersion | replace \"\\n\" \";\" }} => "
            + "Version = \"v1.33.0\";Major = \"1\";Minor = \"33\";",
        "{{ toYamlPretty .Capabilities.KubeVersion | replace \"\\n\" \";\" }} => "
            + "version: v1.33.0;major: \"1\";minor: \"33\"",
        "{{ toYamlPretty (dict \"d\" (toDate \"2006-01-02\" \"2023-01-02\")) }} => "
            + "d: 2023-01-02T00:00:00Z",
        "{{ toYaml (b64dec \"/w==\") }} => \uFFFD",
        "{{ toJson (b64dec \"/w==\") }} => \"\\ufffd\"",
        "{{ set .Values \"x\" 1 | typeOf }} => map[string]interface {}",
        "{{ (fromToml \"t = 1979-05-27T07:32:00\").t.Location }} => datetime-local",
      })
  void writeAndReadAsInHelm(String template, String expected) throws Exception {
    assertThat(OneTemplate.render(template)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      value = {
        "{{ mustFromJson \"b,c\" }} => invalid character 'b' looking for beginning of value",
        "{{ mustFromJson \"this\" }} => invalid character 'h' in literal true (expecting 'r')",
        "{{ set (fromJson \"null\") \"a\" 1 }} => assignment to entry in nil map",
        "{{ mustToDate \"é\\t\\\"\" \"x\\\\y\" }} => parsing time \"x\\\\y\" as"
            + " \"\\xc3\\xa9\\x09\\\"\": cannot parse \"x\\\\y\" as \"\\xc3\\xa9\\x09\\\"\"",
      })
  void failInTheWordsOfGo(String template, String problem) {
    assertThatThrownBy(() -> OneTemplate.render(template)).hasMessageEndingWith(problem);
  }
}

package dev.millrace.helm.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.helm.OneTemplate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Helm's objects look like to templates; every line was made by Helm 4.2. */
class TemplateObjectsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      value = {
        "{{ .Capabilities.KubeVersion }} => v1.33.0",
        "{{ .Capabilities.KubeVersion.String }} => v1.33.0",
        "{{ $v := .Capabilities.KubeVersion }}{{ $v }} => v1.33.0",
        "{{ print .Capabilities.KubeVersion }} => {v1.33.0 v1.33.0 1 33}",
        "{{ .Capabilities.KubeVersion | quote }} => \"{v1.33.0 v1.33.0 1 33}\"",
        "{{ toJson .Capabilities.KubeVersion }} => "
            + "{\"Version\":\"v1.33.0\",\"Major\":\"1\",\"Minor\":\"33\"}",
        "{{ toRawJson .Capabilities.KubeVersion }} => "
            + "{\"Version\":\"v1.33.0\",\"Major\":\"1\",\"Minor\":\"33\"}",
        "{{ toYaml .Capabilities.KubeVersion | replace \"\\n\" \" \" }} => "
            + "Major: \"1\" Minor: \"33\" Version: v1.33.0",
        "{{ typeOf .Template }} => common.Values",
        "{{ toDate \"2006-01-02\" \"2024-02-29\" | toYaml }} => \"2024-02-29T00:00:00Z\"",
        "{{ list (toDate \"2006-01-02\" \"2024-02-29\") | toJson }} => [\"2024-02-29T00:00:00Z\"]",
        "{{ (fromToml \"d = 1979-05-27\").d }} => 1979-05-27 00:00:00 +0000 date-local",
        "{{ fromToml \"d = 1979-05-27\" | toToml | trim }} => d = 1979-05-27",
        "{{ $d := dict }}{{ $_ := set $d \"d\" $d }}[{{ toYaml $d }}] => []",
        "{{ fromJson \"{é\" }} => map[Error:invalid character 'Ã' looking for beginning of object key string]",
      })
  void printAsInHelm(String template, String expected) throws Exception {
    assertThat(OneTemplate.render(template)).isEqualTo(expected);
  }
}

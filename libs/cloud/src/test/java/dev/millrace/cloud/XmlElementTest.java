package dev.millrace.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class XmlElementTest {
  @Test
  void readsElementsAndTheirText() throws CloudException {
    XmlElement list = parse("<a xmlns='u'><k>x &amp; y</k> <k><![CDATA[<z>]]></k><n>1</n></a>");
    assertThat(list.all("k")).extracting(XmlElement::text).isEqualTo(List.of("x & y", "<z>"));
    assertThat(list.textOf("n")).isEqualTo("1");
    assertThat(list.textOf("missing")).isEmpty();
  }

  @Test
  void row64RefusesEntitiesAndDepth() {
    for (String text :
        List.of(
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>",
            "<a>".repeat(100) + "</a>".repeat(100),
            "<a>",
            "")) {
      assertThatExceptionOfType(CloudException.class).isThrownBy(() -> parse(text));
    }
  }

  private static XmlElement parse(String text) throws CloudException {
    return XmlElement.parse(text.getBytes(StandardCharsets.UTF_8), "the test");
  }
}

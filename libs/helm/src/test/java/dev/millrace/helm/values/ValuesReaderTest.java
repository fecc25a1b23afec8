package dev.millrace.helm.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ValuesReaderTest {
  @Test
  void readsNumbersAsDoubles() throws ValuesException {
    assertThat(ValuesReader.read("a: 1\nb: [0755, 1.5]\n"))
        .isEqualTo(Map.of("a", 1.0, "b", java.util.List.of(493.0, 1.5)));
  }

  @Test
  void laterDocumentsOverrideEarlierOnes() throws ValuesException {
    assertThat(ValuesReader.read("a: {x: 1, z: 2}\n---\na: {z: 3}\nb: z\n--- \n"))
        .isEqualTo(Map.of("a", Map.of("x", 1.0, "z", 3.0), "b", "z"));
  }

  @Test
  void refusesWhatIsNoTable() {
    assertThatThrownBy(() -> ValuesReader.read("- a")).hasMessageContaining("must be a table");
    assertThatThrownBy(() -> ValuesReader.read("a: .inf")).isInstanceOf(ValuesException.class);
    assertThatThrownBy(() -> ValuesReader.read("a: [")).isInstanceOf(ValuesException.class);
  }
}

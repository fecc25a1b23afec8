package dev.millrace.safety;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SensitiveTest {

  @Test
  void row7NeverPrintsItsValue() {
    Sensitive<String> token = Sensitive.of("hunter2");
    assertThat("token " + token.map(t -> "Bearer " + t)).isEqualTo("token ***");
    assertThat(token.reveal()).isEqualTo("hunter2");
    assertThat(token).isEqualTo(Sensitive.of("hunter2")).isNotEqualTo(Sensitive.of("x"));
  }
}

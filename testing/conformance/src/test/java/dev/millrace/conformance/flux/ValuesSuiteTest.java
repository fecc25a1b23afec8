package dev.millrace.conformance.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ValuesSuiteTest {
  @Test
  void passesEveryValuesCase() throws IOException {
    var cases = ObjectCases.read("values");
    assumeTrue(cases.isPresent(), "skipped: no conformance cases beside the repository");
    assertThat(cases.orElseThrow().run(new ValuesSuite()::answer).failures()).isEmpty();
  }
}

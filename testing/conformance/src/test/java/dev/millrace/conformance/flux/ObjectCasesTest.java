package dev.millrace.conformance.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObjectCasesTest {

  @Test
  void passesEveryKstatusCase() throws IOException {
    assertFullScore("kstatus", new KstatusSuite()::answer);
  }

  @Test
  void passesEveryInventoryCase() throws IOException {
    assertFullScore("inventory", new InventorySuite()::answer);
  }

  private static void assertFullScore(
      String suite, Function<Map<String, @Nullable Object>, @Nullable Object> port)
      throws IOException {
    Optional<ObjectCases> cases = ObjectCases.read(suite);
    assumeTrue(cases.isPresent(), "skipped: no conformance cases beside the repository");
    ObjectCases.Score score = cases.orElseThrow().run(port);
    System.out.println(score.line());
    assertThat(score.failures()).isEmpty();
  }
}

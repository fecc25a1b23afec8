package dev.millrace.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How what was started is ended. */
class StartedTest {
  private final List<String> ended = new ArrayList<>();
  private final Started started = new Started();

  @Test
  void theLastOneIsEndedFirst() {
    started.add(() -> ended.add("first"));
    started.add(() -> ended.add("last"));
    started.close();
    assertThat(ended).containsExactly("last", "first");
  }

  @Test
  void oneThatDoesNotEndKeepsNoOther() {
    started.add(() -> ended.add("first"));
    started.add(
        () -> {
          throw new IllegalArgumentException("stuck");
        });
    assertThatThrownBy(started::close).hasRootCauseMessage("stuck");
    assertThat(ended).containsExactly("first");
  }
}

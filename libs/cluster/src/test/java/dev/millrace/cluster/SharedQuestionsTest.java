package dev.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.apply.cluster.ApiFailure;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedQuestionsTest {
  private final SharedQuestions<String, String> questions = new SharedQuestions<>();
  private final Crowd crowd = new Crowd();
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void givesAnAnswerThatDoesNotSuitNobodyButWhoAsked() {
    List<String> answers =
        crowd.asks(5, () -> questions.ask("v1", () -> answer("no. "), _ -> false));

    assertThat(answers).doesNotHaveDuplicates();
    assertThat(asked).hasValue(5);
  }

  @Test
  void letsEverybodyFailByHimself() {
    assertThatThrownBy(() -> crowd.asks(5, () -> questions.ask("v1", this::refusal, _ -> true)))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ApiFailure.class);
    assertThat(questions.ask("v1", () -> "allowed", _ -> true)).isEqualTo("allowed");
  }

  @Test
  void remembersNothing() {
    assertThat(questions.ask("v1", () -> "old", _ -> true)).isEqualTo("old");
    assertThat(questions.ask("v1", () -> "new", _ -> true)).isEqualTo("new");
  }

  private String answer(String text) {
    crowd.keepsWaiting();
    return text + asked.incrementAndGet();
  }

  private String refusal() {
    crowd.keepsWaiting();
    throw ApiFailure.answered(403, "Forbidden", "no. " + asked.incrementAndGet());
  }
}

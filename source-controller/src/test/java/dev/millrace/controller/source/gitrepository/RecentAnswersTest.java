package dev.millrace.controller.source.gitrepository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.source.gitrepository.RecentAnswers.Question;
import dev.millrace.git.GitCredentials;
import dev.millrace.git.GitException;
import dev.millrace.git.GitReference;
import dev.millrace.git.GitUrl;
import dev.millrace.git.RemoteAccess;
import dev.millrace.runtime.reconcile.ObjectKey;
import dev.millrace.safety.Sensitive;
import dev.millrace.servers.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentAnswersTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final ObjectKey ONE = new ObjectKey("GitRepository", "apps", "one");
  private static final ObjectKey TWO = new ObjectKey("GitRepository", "apps", "two");
  private static final Question MAIN = question("main", new GitCredentials.Anonymous());

  private final FakeClock clock = new FakeClock();
  private final RecentAnswers answers = new RecentAnswers(clock);
  private final List<ObjectKey> woken = new ArrayList<>();

  @BeforeEach
  void listen() {
    answers.wakeWith(woken::add);
  }

  @Test
  void confirmsWhatSomebodyElseHeard() {
    answers.learn(ONE, MAIN, "main@sha1:1");
    assertThat(answers.confirm(TWO, MAIN, "main@sha1:1", MINUTE)).isTrue();
  }

  @Test
  void doesNotConfirmAnythingElse() {
    answers.learn(ONE, MAIN, "main@sha1:1");
    assertThat(answers.confirm(TWO, MAIN, "main@sha1:2", MINUTE)).isFalse();
    var other = question("other", new GitCredentials.Anonymous());
    assertThat(answers.confirm(TWO, other, "main@sha1:1", MINUTE)).isFalse();
  }

  @Test
  void anAnswerIsOnlyForThoseWithTheSameAccess() {
    answers.learn(ONE, question("main", basic("right")), "main@sha1:1");
    assertThat(answers.confirm(TWO, question("main", basic("right")), "main@sha1:1", MINUTE))
        .isTrue();
    assertThat(answers.confirm(TWO, question("main", basic("other")), "main@sha1:1", MINUTE))
        .isFalse();
    assertThat(answers.confirm(TWO, MAIN, "main@sha1:1", MINUTE)).isFalse();
  }

  @Test
  void anAnswerGrowsOld() {
    answers.learn(ONE, MAIN, "main@sha1:1");
    assertThat(answers.confirm(TWO, MAIN, "main@sha1:1", Duration.ZERO)).isFalse();
    clock.pass(MINUTE);
    assertThat(answers.confirm(TWO, MAIN, "main@sha1:1", MINUTE)).isFalse();
  }

  @Test
  void newsWakeTheOthersWhoAsked() {
    answers.learn(ONE, MAIN, "main@sha1:1");
    answers.confirm(TWO, MAIN, "main@sha1:1", MINUTE);
    answers.learn(ONE, MAIN, "main@sha1:1");
    assertThat(woken).isEmpty();
    answers.learn(ONE, MAIN, "main@sha1:2");
    assertThat(woken).containsExactly(TWO);
  }

  @Test
  void copiesThatDifferDoNotMakeObjectsWakeEachOtherInCircles() {
    answers.learn(ONE, MAIN, "main@sha1:1");
    answers.confirm(TWO, MAIN, "main@sha1:1", MINUTE);
    clock.pass(MINUTE);
    answers.learn(ONE, MAIN, "main@sha1:2");
    answers.learn(TWO, MAIN, "main@sha1:1");
    answers.learn(ONE, MAIN, "main@sha1:2");
    assertThat(woken).containsExactly(TWO);
  }

  @Test
  void whoAsksNoMoreOrSomethingElseIsLeftAlone() {
    answers.learn(ONE, MAIN, "main@sha1:1");
    answers.confirm(TWO, MAIN, "main@sha1:1", MINUTE);
    answers.forget(TWO);
    clock.pass(MINUTE);
    answers.learn(ONE, MAIN, "main@sha1:2");
    answers.confirm(TWO, MAIN, "main@sha1:2", MINUTE);
    answers.confirm(TWO, question("other", basic("x")), "main@sha1:2", MINUTE);
    clock.pass(MINUTE);
    answers.learn(ONE, MAIN, "main@sha1:3");
    assertThat(woken).isEmpty();
  }

  private static GitCredentials basic(String password) {
    return new GitCredentials.Basic("reader", Sensitive.of(password));
  }

  private static Question question(String branch, GitCredentials credentials) {
    try {
      var url = GitUrl.parse("https://git.test/shop.git");
      return new Question(RemoteAccess.of(url, credentials), new GitReference.Branch(branch));
    } catch (GitException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

package dev.millrace.runtime.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.Timestamp;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.outcome.RetryPolicy;
import dev.millrace.servers.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatusConditionsTest {
  private static final ConditionPlan PLAN =
      new ConditionPlan(
          Set.of("FetchFailed", "ArtifactOutdated", "ArtifactInStorage", "SourceVerified"),
          List.of("SourceVerified", "ArtifactInStorage"),
          Set.of("FetchFailed", "ArtifactOutdated"));

  private final FakeClock clock = new FakeClock();

  enum SourceReason implements Reason {
    GIT_FAILED("GitOperationFailed", "FetchFailed", RetryPolicy.RETRY),
    URL_INVALID("URLInvalid", "FetchFailed", RetryPolicy.STALL),
    UNVERIFIED("InvalidCommitSignature", "SourceVerified", RetryPolicy.RETRY);

    private final String text;
    private final String conditionType;
    private final RetryPolicy retry;

    SourceReason(String text, String conditionType, RetryPolicy retry) {
      this.text = text;
      this.conditionType = conditionType;
      this.retry = retry;
    }

    @Override
    public String text() {
      return text;
    }

    @Override
    public String conditionType() {
      return conditionType;
    }

    @Override
    public RetryPolicy retry() {
      return retry;
    }
  }

  static Stream<Arguments> outcomes() {
    Outcome failed = failure(SourceReason.GIT_FAILED, "remote hung up");
    Outcome stalled = failure(SourceReason.URL_INVALID, "no such scheme");
    Outcome waiting = failure(GeneralReason.DEPENDENCY_NOT_READY, "a is not ready");
    return Stream.of(
        Arguments.of("a first success", "", Outcome.ready("stored"), "Ready=True/Succeeded/stored"),
        Arguments.of(
            "a first failure will be tried again",
            "",
            failed,
            "Reconciling=True/ProgressingWithRetry/reconciliation in progress"
                + " Ready=False/GitOperationFailed/remote hung up"
                + " FetchFailed=True/GitOperationFailed/remote hung up"),
        Arguments.of(
            "a hopeless failure stalls",
            "Reconciling=True/Progressing/cloning",
            stalled,
            "Stalled=True/URLInvalid/no such scheme Ready=False/URLInvalid/no such scheme"
                + " FetchFailed=True/URLInvalid/no such scheme"),
        Arguments.of(
            "success clears what was wrong",
            "Stalled=True/X/x Reconciling=True/Progressing/p Ready=False/X/x FetchFailed=True/X/x"
                + " ArtifactOutdated=True/New/n",
            Outcome.ready("stored"),
            "Ready=True/Succeeded/stored"),
        Arguments.of(
            "the last artifact stays in storage while fetching fails",
            "Ready=True/Succeeded/stored ArtifactInStorage=True/Succeeded/stored",
            failed,
            "Reconciling=True/ProgressingWithRetry/reconciliation in progress"
                + " Ready=False/GitOperationFailed/remote hung up"
                + " ArtifactInStorage=True/Succeeded/stored"
                + " FetchFailed=True/GitOperationFailed/remote hung up"),
        Arguments.of(
            "what the run was doing stays readable after it failed",
            "Reconciling=True/Progressing/new_revision",
            failed,
            "Reconciling=True/ProgressingWithRetry/new_revision"
                + " Ready=False/GitOperationFailed/remote hung up"
                + " FetchFailed=True/GitOperationFailed/remote hung up"),
        Arguments.of(
            "a failure of a positive condition makes it False",
            "SourceVerified=True/Succeeded/good",
            failure(SourceReason.UNVERIFIED, "bad signature"),
            "Reconciling=True/ProgressingWithRetry/reconciliation in progress"
                + " Ready=False/InvalidCommitSignature/bad signature"
                + " SourceVerified=False/InvalidCommitSignature/bad signature"),
        Arguments.of(
            "an old failure makes way for the new one",
            "FetchFailed=True/X/x",
            waiting,
            "Reconciling=True/ProgressingWithRetry/reconciliation in progress"
                + " Ready=False/DependencyNotReady/a is not ready"),
        Arguments.of(
            "conditions of other writers are never touched",
            "Foreign=False/F/f",
            Outcome.unchanged("same"),
            "Ready=True/Succeeded/same Foreign=False/F/f"),
        Arguments.of(
            "a suspended object keeps everything",
            "Reconciling=True/Progressing/p Ready=False/X/x",
            new Outcome.Suspended(),
            "Reconciling=True/Progressing/p Ready=False/X/x"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outcomes")
  void summarizes(String name, String before, Outcome outcome, String after) {
    List<Condition> result =
        StatusConditions.summarize(PLAN, parse(before), Marks.NONE, outcome, 3, clock);
    assertThat(print(result)).isEqualTo(after);
    if (!(outcome instanceof Outcome.Suspended)) {
      assertThat(KstatusContract.violations(PLAN, owned(result), 3, 3)).isEmpty();
    }
  }

  @Test
  void readyFollowsTheFirstSummarizedConditionThatIsFalse() {
    Marks marks =
        Marks.NONE
            .with(Mark.fails("SourceVerified", SourceReason.UNVERIFIED, "bad"))
            .with(Mark.holds("ArtifactInStorage", GeneralReason.SUCCEEDED, "stored"));
    List<Condition> result =
        StatusConditions.summarize(PLAN, List.of(), marks, Outcome.ready("stored"), 1, clock);
    assertThat(print(result)).startsWith("Ready=False/InvalidCommitSignature/bad");
  }

  @Test
  void transitionTimeMovesOnlyWhenTheStatusChanges() {
    var first = summarize(List.of(), Outcome.ready("one"));
    clock.pass(Duration.ofHours(1));
    var second = summarize(first, Outcome.ready("two"));
    assertThat(ready(second).lastTransitionTime()).isEqualTo(ready(first).lastTransitionTime());
    var third = summarize(second, failure(SourceReason.GIT_FAILED, "gone"));
    assertThat(ready(third).lastTransitionTime()).isEqualTo(Timestamp.of(clock.instant()));
  }

  @Test
  void repeatedFailuresLookTheSame() {
    Outcome failure = failure(SourceReason.GIT_FAILED, "gone");
    var first = summarize(List.of(), failure);
    clock.pass(Duration.ofHours(1));
    assertThat(summarize(first, failure)).isEqualTo(first);
  }

  @Test
  void progressMakesReadyUnknownOnlyWhenTheObjectIsOutdated() {
    var before = summarize(List.of(), Outcome.ready("one"));
    var checking = StatusConditions.progress(PLAN, before, Marks.NONE, "checking", false, 1, clock);
    assertThat(print(checking))
        .isEqualTo("Reconciling=True/Progressing/checking Ready=True/Succeeded/one");
    var building = StatusConditions.progress(PLAN, before, Marks.NONE, "building", true, 1, clock);
    assertThat(print(building))
        .isEqualTo("Reconciling=True/Progressing/building Ready=Unknown/Progressing/building");
  }

  @Test
  void onlyWhatIsSaidAnewSpeaksOfTheNewGeneration() {
    var before = summarize(List.of(), Outcome.ready("one"));
    var checking = StatusConditions.progress(PLAN, before, Marks.NONE, "checking", false, 2, clock);
    assertThat(ready(checking).observedGeneration()).isEqualTo(1);
    assertThat(Conditions.find(checking, "Reconciling").orElseThrow().observedGeneration())
        .isEqualTo(2);
  }

  @Test
  void progressEndsAStall() {
    var stalled = summarize(List.of(), failure(SourceReason.URL_INVALID, "bad"));
    var progress = StatusConditions.progress(PLAN, stalled, Marks.NONE, "again", false, 2, clock);
    assertThat(Conditions.find(progress, "Stalled")).isEmpty();
  }

  @Test
  void longMessagesAreCut() {
    var result = summarize(List.of(), Outcome.ready("x".repeat(40_000)));
    assertThat(ready(result).message()).hasSize(32_768).endsWith("...");
  }

  @Test
  void ontoKeepsTheNewerConditionsOfOthers() {
    var computed = parse("Ready=True/Succeeded/new Foreign=False/Old/old");
    var newer = parse("Ready=False/X/x FetchFailed=True/X/x Foreign=True/New/new");
    assertThat(print(StatusConditions.onto(PLAN, newer, computed)))
        .isEqualTo("Ready=True/Succeeded/new Foreign=True/New/new");
  }

  private List<Condition> summarize(List<Condition> before, Outcome outcome) {
    return StatusConditions.summarize(PLAN, before, Marks.NONE, outcome, 1, clock);
  }

  private static Condition ready(List<Condition> conditions) {
    return Conditions.find(conditions, "Ready").orElseThrow();
  }

  private static List<Condition> owned(List<Condition> conditions) {
    return conditions.stream()
        .filter(c -> PLAN.owns(c.type()))
        .map(StatusConditionsTest::timed)
        .toList();
  }

  private static Condition timed(Condition c) {
    return c.since(Timestamp.of(Instant.EPOCH));
  }

  private static Outcome failure(Reason reason, String message) {
    return Outcome.of(new ReconcileFailure(reason, message), Duration.ofSeconds(30));
  }

  private static List<Condition> parse(String text) {
    return Stream.of(text.split(" "))
        .filter(s -> !s.isEmpty())
        .map(StatusConditionsTest::parseOne)
        .toList();
  }

  private static Condition parseOne(String text) {
    String[] parts = text.split("[=/]");
    return new Condition(parts[0], parts[1], 1, Timestamp.MISSING, parts[2], parts[3]);
  }

  private static String print(List<Condition> conditions) {
    return String.join(
        " ",
        conditions.stream()
            .map(c -> "%s=%s/%s/%s".formatted(c.type(), c.status(), c.reason(), c.message()))
            .toList());
  }
}

package dev.millrace.runtime.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.runtime.outcome.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a replica does with objects that it shares with others. */
class SharedWorkTest {
  private final WidgetWorld world = new WidgetWorld();
  private final List<String> done = new ArrayList<>();

  private final Pipeline<Widget, Widget.Status> pipeline =
      new Pipeline<>() {
        @Override
        public Outcome run(Run<Widget, Widget.Status> run) {
          done.add("run");
          return Outcome.ready("done");
        }

        @Override
        public void forget(Widget object) {
          done.add("forget");
        }
      };

  @Test
  void leavesObjectsOfOthersAloneAndForgetsThem() {
    assertThat(lookedAtAs(Hold.Kind.ELSEWHERE)).isEmpty();
    assertThat(done).containsExactly("forget");
    assertThat(world.widget().getMetadata().getFinalizers()).isEmpty();
  }

  @Test
  void runsWhatNobodyLookedAfterAtOnce() {
    settled();
    lookedAtAs(Hold.Kind.NEW);
    assertThat(done).containsExactly("forget", "run");
  }

  @Test
  void leavesWhatIsAsItShouldBeUntilItsInterval() {
    settled();
    assertThat(lookedAtAs(Hold.Kind.TAKEN_OVER).orElseThrow())
        .isBetween(Duration.ZERO, Duration.ofMinutes(10));
    assertThat(done).containsExactly("forget");
  }

  @Test
  void runsWhatWasNeverRun() {
    lookedAtAs(Hold.Kind.TAKEN_OVER);
    assertThat(done).contains("run");
  }

  @Test
  void runsWhatWasChanged() {
    settled();
    world.change();
    lookedAtAs(Hold.Kind.TAKEN_OVER);
    assertThat(done).contains("run");
  }

  @Test
  void runsWhatWasAskedFor() {
    settled();
    world.request("now");
    lookedAtAs(Hold.Kind.TAKEN_OVER);
    assertThat(done).contains("run");
  }

  private void settled() {
    world.reconcile(pipeline);
    done.clear();
  }

  private Optional<Duration> lookedAtAs(Hold.Kind hold) {
    world.hold = hold;
    return world.reconcile(pipeline);
  }
}

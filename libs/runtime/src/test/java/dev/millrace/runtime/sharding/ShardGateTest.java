package dev.millrace.runtime.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.runtime.reconcile.Hold;
import dev.millrace.runtime.reconcile.ObjectKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ShardGateTest {
  private static final ObjectKey OBJECT = new ObjectKey("Widget", "apps", "shop");
  private static final int SHARD = Rendezvous.shardOf(OBJECT);
  private static final long DOUBT = 35;

  private long now = 1000;
  private final ShardGate gate = new ShardGate(() -> now, DOUBT);

  @Test
  void turnsAwayWhatIsNotItsOwn() {
    gate.extend(2000);
    assertThat(enter()).isEqualTo(Hold.Kind.ELSEWHERE);
  }

  @Test
  void letsInUntilTheLeaseRunsOut() {
    gate.extend(1030);
    gate.open(SHARD, OptionalLong.empty());
    assertThat(enter()).isEqualTo(Hold.Kind.NEW);
    now = 1031;
    assertThat(enter()).isEqualTo(Hold.Kind.ELSEWHERE);
    assertThat(gate.mayWrite()).isFalse();
    gate.extend(2000);
    assertThat(gate.mayWrite()).isTrue();
  }

  @Test
  void ownsAnObjectAsLongAsItLetsItsRunsIn() {
    gate.extend(1030);
    assertThat(gate.owns(OBJECT)).isFalse();
    gate.open(SHARD, OptionalLong.of(900));
    assertThat(gate.owns(OBJECT)).isTrue();
    now = 1031;
    assertThat(gate.owns(OBJECT)).isFalse();
    gate.extend(2000);
    assertThat(enter()).as("asking was no visit").isEqualTo(Hold.Kind.TAKEN_OVER);
    gate.close(ShardSet.of(SHARD));
    assertThat(gate.owns(OBJECT)).isFalse();
  }

  @Test
  void whatSomebodyLookedAfterUntilNowIsTakenOverOnce() {
    open(990);
    assertThat(enter()).isEqualTo(Hold.Kind.TAKEN_OVER);
    assertThat(enter()).isEqualTo(Hold.Kind.OWN);
  }

  @Test
  void theFirstSightOfAnObjectIsNoEvent() {
    assertThat(enter()).isEqualTo(Hold.Kind.ELSEWHERE);
    open(990);
    assertThat(enter()).isEqualTo(Hold.Kind.TAKEN_OVER);
  }

  @Test
  void whatHappenedWhileNobodyMayHaveListenedIsAnswered() {
    enter();
    now = 1001;
    enter();
    open(1001 + DOUBT);
    assertThat(enter()).isEqualTo(Hold.Kind.NEW);
  }

  @Test
  void whatHappenedWhileSomebodyListenedIsNotAnsweredAgain() {
    enter();
    now = 1001;
    enter();
    open(1002 + DOUBT);
    assertThat(enter()).isEqualTo(Hold.Kind.TAKEN_OVER);
  }

  @Test
  void tellsWhenTheLastRunOfAClosedShardEnds() {
    List<String> told = new ArrayList<>();
    gate.onIdle(() -> told.add("idle"));
    open(990);
    Hold first = gate.enter(OBJECT);
    Hold second = gate.enter(OBJECT);
    gate.close(ShardSet.of(SHARD));
    first.close();
    assertThat(gate.isIdle(SHARD)).isFalse();
    assertThat(told).isEmpty();
    second.close();
    assertThat(gate.isIdle(SHARD)).isTrue();
    assertThat(told).containsExactly("idle");
  }

  @Test
  void tellsHowLongNobodyLookedAfterWhatIsTakenOver() {
    open(960);
    try (Hold hold = gate.enter(OBJECT)) {
      assertThat(hold.unattended()).isEqualTo(Duration.ofNanos(40));
    }
  }

  @Test
  void tellsWhatWasTurnedAwayWhileTheLeaseHadRunOutWhenItIsBack() {
    List<Set<ObjectKey>> back = new ArrayList<>();
    gate.onBack(back::add);
    gate.extend(1030);
    gate.open(SHARD, OptionalLong.empty());
    enter();
    now = 1031;
    assertThat(enter()).isEqualTo(Hold.Kind.ELSEWHERE);
    gate.extend(2000);
    gate.extend(3000);
    assertThat(back).containsExactly(Set.of(OBJECT));
    assertThat(enter()).isEqualTo(Hold.Kind.OWN);
  }

  @Test
  void keepsToItselfWhatIsSomebodyElsesWhenTheLeaseIsBack() {
    List<Set<ObjectKey>> back = new ArrayList<>();
    gate.onBack(back::add);
    gate.extend(1030);
    gate.open(SHARD, OptionalLong.empty());
    now = 1031;
    enter();
    gate.close(ShardSet.of(SHARD));
    enter();
    gate.extend(2000);
    assertThat(back).isEmpty();
  }

  @Test
  void tellsWhichObjectsAreLostWithAShard() {
    List<Predicate<ObjectKey>> lost = new ArrayList<>();
    gate.onLoss(lost::add);
    open(990);
    gate.close(ShardSet.NONE);
    gate.close(ShardSet.of(SHARD));
    assertThat(lost).hasSize(1).first().matches(objects -> objects.test(OBJECT));
    int other = (SHARD + 1) % ShardSet.COUNT;
    open(990);
    gate.close(ShardSet.of(other));
    assertThat(lost.getLast().test(OBJECT)).isFalse();
  }

  @Test
  void asksRunsUnderWayToEnd() {
    open(990);
    try (Hold _ = gate.enter(OBJECT)) {
      gate.interruptRuns();
      assertThat(Thread.interrupted()).isTrue();
    }
    gate.interruptRuns();
    assertThat(Thread.interrupted()).isFalse();
  }

  private void open(long lastServed) {
    gate.extend(now + 1000);
    gate.open(SHARD, OptionalLong.of(lastServed));
  }

  private Hold.Kind enter() {
    try (Hold hold = gate.enter(OBJECT)) {
      return hold.kind();
    }
  }
}

package dev.millrace.runtime.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.runtime.sharding.SharedRegister.Fate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Single cases of the protocol, those that chance seldom meets among them. */
class MemberTest {
  private static final LeaseTimes TIMES =
      new LeaseTimes(Duration.ofSeconds(35), Duration.ofSeconds(30), Duration.ofSeconds(5));

  private final SharedRegister register = new SharedRegister();
  private final Deque<Runnable> meanwhile = new ArrayDeque<>();
  private final List<ShardSet> arrived = new ArrayList<>();
  private long now;
  private final ShardGate gateOfA = gate();
  private final Member a =
      new Member("a", TIMES, register.seenBy(this::meanwhile), gateOfA, this::now, arrived::add);
  private final Member b =
      new Member("b", TIMES, register.seenBy(() -> {}), gate(), this::now, _ -> {});

  @Test
  void theFirstMemberTakesEverythingInItsSecondRound() throws RegisterFailure {
    assertThat(a.round()).isFalse();
    assertThat(a.held()).isEqualTo(ShardSet.NONE);
    assertThat(a.round()).isTrue();
    assertThat(a.held()).isEqualTo(ShardSet.ALL);
    assertThat(arrived).containsExactly(ShardSet.ALL);
  }

  @Test
  void twoThatStartTogetherNeverHoldTheSame() throws RegisterFailure {
    meanwhile(2, () -> roundOf(b));
    for (int i = 0; i < 6; i++) {
      a.round();
      roundOf(b);
      assertThat(a.held().within(b.held())).isEqualTo(ShardSet.NONE);
    }
    assertThat(a.held().and(b.held())).isEqualTo(ShardSet.ALL);
  }

  @Test
  void whatADeadMemberHadIsTakenWhenItsLeaseRanOut() throws RegisterFailure {
    settle();
    onlyRoundsOfB(TIMES.lease().dividedBy(2));
    onlyRoundsOfB(TIMES.lease().dividedBy(2));
    assertThat(b.held()).isNotEqualTo(ShardSet.ALL);
    onlyRoundsOfB(Duration.ofNanos(1));
    assertThat(b.held()).isEqualTo(ShardSet.ALL);
  }

  @Test
  void aPausedMemberThatWasTakenForDeadWritesNoMoreAndComesBack() throws RegisterFailure {
    settle();
    onlyRoundsOfB(TIMES.lease().dividedBy(2));
    onlyRoundsOfB(TIMES.lease().dividedBy(2).plusNanos(1));
    assertThat(gateOfA.mayWrite()).isFalse();
    a.round();
    assertThat(a.held()).isEqualTo(ShardSet.NONE);
    settle();
    assertThat(gateOfA.mayWrite()).isTrue();
    assertThat(a.held()).isEqualTo(Rendezvous.shareOf("a", List.of("a", "b")));
    assertThat(a.held().within(b.held())).isEqualTo(ShardSet.NONE);
  }

  @Test
  void afterAnOutageEverybodyGoesOnAsBefore() throws RegisterFailure {
    settle();
    ShardSet before = a.held();
    int taken = arrived.size();
    now += Duration.ofHours(1).toNanos();
    assertThat(gateOfA.mayWrite()).isFalse();
    settle();
    assertThat(gateOfA.mayWrite()).isTrue();
    assertThat(a.held()).isEqualTo(before);
    assertThat(arrived).as("nothing had to be taken again").hasSize(taken);
  }

  @Test
  void aMemberThatWasRemovedWhileItsLeaseHeldGivesEverythingUpAtOnce() throws RegisterFailure {
    settle();
    register.removeRecordOf("a");
    a.round();
    assertThat(a.held()).isEqualTo(ShardSet.NONE);
    assertThat(gateOfA.mayWrite()).isFalse();
  }

  @Test
  void aPauseWithinARoundEndsTheLeaseAllTheSame() throws RegisterFailure {
    settle();
    meanwhile(2, () -> now += TIMES.renewDeadline().toNanos() + 1);
    a.round();
    assertThat(gateOfA.mayWrite()).isFalse();
    meanwhile(3, () -> now += TIMES.renewDeadline().toNanos() + 1);
    a.round();
    assertThat(gateOfA.mayWrite())
        .as("the lease counts from before the request, not from its answer")
        .isFalse();
  }

  @Test
  void aClaimWhoseWithdrawalMayStillArriveIsNotTakenUp() throws RegisterFailure {
    settle();
    Member c = new Member("c", TIMES, register.seenBy(() -> {}), gate(), this::now, _ -> {});
    roundOf(c);
    register.foretell(Fate.DELAYED);
    assertThatThrownBy(a::round).isInstanceOf(RegisterFailure.class);
    ShardSet givenUp = Rendezvous.shareOf("c", List.of("a", "b", "c"));
    register.removeRecordOf("c");
    register.foretell(Fate.DELAYED);
    assertThatThrownBy(a::round).isInstanceOf(RegisterFailure.class);
    register.foretell(Fate.DELAYED);
    assertThatThrownBy(a::round).isInstanceOf(RegisterFailure.class);
    assertThat(a.held().within(givenUp)).isEqualTo(ShardSet.NONE);
    register.landDelayed();
    settle();
    assertThat(a.held().and(b.held())).isEqualTo(ShardSet.ALL);
  }

  @Test
  void whoLeavesHandsEverythingOverAndGoes() throws RegisterFailure {
    settle();
    a.leave();
    a.round();
    assertThat(a.hasLeft()).isTrue();
    roundOf(b);
    roundOf(b);
    assertThat(b.held()).isEqualTo(ShardSet.ALL);
  }

  private void onlyRoundsOfB(Duration passed) {
    now += passed.toNanos();
    roundOf(b);
    roundOf(b);
  }

  private long now() {
    return now;
  }

  private ShardGate gate() {
    return new ShardGate(this::now, TIMES.lease().toNanos());
  }

  private void settle() throws RegisterFailure {
    for (int i = 0; i < 8; i++) {
      a.round();
      roundOf(b);
    }
  }

  private static void roundOf(Member member) {
    try {
      member.round();
    } catch (RegisterFailure e) {
      throw new AssertionError(e);
    }
  }

  /** Something happens at the given one of the places before and after requests of a. */
  private void meanwhile(int place, Runnable happens) {
    for (int i = 0; i < place; i++) {
      meanwhile.add(() -> {});
    }
    meanwhile.add(happens);
  }

  private void meanwhile() {
    if (!meanwhile.isEmpty()) {
      meanwhile.remove().run();
    }
  }
}

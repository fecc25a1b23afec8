package dev.millrace.controller.imageautomation.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.oci.RegistryCredentials;
import dev.millrace.safety.Sensitive;
import dev.millrace.servers.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final Account HUB = new Account("docker.io", new RegistryCredentials.Anonymous());
  private static final Optional<Duration> SILENT = Optional.empty();

  private final FakeClock clock = new FakeClock();
  private final Patience patience = new Patience(clock, new Random(1));

  @Test
  void leavesARegistryAloneForAsLongAsItSays() {
    patience.refused(HUB, seconds(90));
    assertThat(patience.left(HUB)).isEqualTo(seconds(90));
    clock.pass(Duration.ofSeconds(90));
    assertThat(patience.left(HUB)).isEmpty();
  }

  @Test
  void otherRegistriesAndOtherLoginsAreNotConcerned() {
    patience.refused(HUB, seconds(90));
    assertThat(patience.left(new Account("ghcr.io", HUB.credentials()))).isEmpty();
    var login = new RegistryCredentials.Basic("team", Sensitive.of("secret"));
    assertThat(patience.left(new Account("docker.io", login))).isEmpty();
  }

  @Test
  void backsOffFurtherWithEachRefusalWhereTheRegistryNamesNoTime() {
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      patience.refused(HUB, SILENT);
      Duration left = patience.left(HUB).orElseThrow();
      waits.add(left.toSeconds());
      clock.pass(left);
    }
    assertThat(waits).containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 640L, 900L, 900L);
  }

  @Test
  void refusalsOfRequestsThatWereUnderWayTogetherCountOnce() {
    patience.refused(HUB, SILENT);
    patience.refused(HUB, SILENT);
    patience.refused(HUB, seconds(1));
    assertThat(patience.left(HUB)).isEqualTo(seconds(10));
    clock.pass(Duration.ofSeconds(10));
    patience.refused(HUB, SILENT);
    assertThat(patience.left(HUB)).isEqualTo(seconds(20));
  }

  @Test
  void startsAnewAfterAnAnswer() {
    patience.refused(HUB, SILENT);
    clock.pass(Duration.ofSeconds(10));
    patience.answered(HUB);
    patience.refused(HUB, SILENT);
    assertThat(patience.left(HUB)).isEqualTo(seconds(10));
  }

  @Test
  void anAnswerThatWasUnderWayDoesNotEndThePause() {
    patience.refused(HUB, seconds(90));
    patience.answered(HUB);
    assertThat(patience.left(HUB)).isEqualTo(seconds(90));
  }

  @Test
  void noRegistryCanStopItselfFromBeingAskedForMoreThanAnHour() {
    patience.refused(HUB, Optional.of(Duration.ofDays(365)));
    assertThat(patience.left(HUB)).contains(Duration.ofHours(1));
  }

  @Test
  void thoseWhoWaitedDoNotComeBackAllAtOnce() {
    Duration left = Duration.ofSeconds(30);
    List<Duration> retries = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      retries.add(patience.retryAfter(left));
    }
    assertThat(retries)
        .allMatch(each -> each.compareTo(left) >= 0 && each.compareTo(left.multipliedBy(2)) <= 0)
        .anyMatch(each -> each.compareTo(Duration.ofSeconds(40)) < 0)
        .anyMatch(each -> each.compareTo(Duration.ofSeconds(50)) > 0);
  }

  private static Optional<Duration> seconds(long seconds) {
    return Optional.of(Duration.ofSeconds(seconds));
  }
}

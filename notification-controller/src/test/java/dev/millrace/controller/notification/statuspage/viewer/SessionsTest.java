package dev.millrace.controller.notification.statuspage.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.servers.FakeClock;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Sessions of the login form. */
class SessionsTest {
  private static final StatusPageSettings SETTINGS =
      new StatusPageSettings(
          Duration.ofSeconds(5), 1, 2, Duration.ofHours(12), Duration.ofHours(1), 10);
  private final FakeClock clock = new FakeClock();
  private final Sessions sessions = new Sessions(SETTINGS, clock, new SecureRandom());
  private final Viewer viewer = viewer("first");

  @Test
  void knowsAViewerByAnIdThatSaysNothing() {
    String id = sessions.open(viewer);

    assertThat(sessions.use(id)).contains(viewer);
    assertThat(id).hasSize(43).doesNotContain("first").isNotEqualTo(sessions.open(viewer));
    assertThat(sessions.use("guessed")).isEmpty();
  }

  @Test
  void endsWhenTheViewerLogsOut() {
    String id = sessions.open(viewer);
    sessions.close(id);

    assertThat(sessions.use(id)).isEmpty();
  }

  @Test
  void endsWhenItIsNotUsed() {
    String id = sessions.open(viewer);
    clock.pass(Duration.ofMinutes(59));
    assertThat(sessions.use(id)).isPresent();
    clock.pass(Duration.ofMinutes(59));
    assertThat(sessions.use(id)).isPresent();
    clock.pass(Duration.ofMinutes(60));

    assertThat(sessions.use(id)).isEmpty();
  }

  @Test
  void endsAfterALongTimeEvenWhenItIsUsed() {
    String id = sessions.open(viewer);
    for (int i = 0; i < 23; i++) {
      clock.pass(Duration.ofMinutes(30));
      assertThat(sessions.use(id)).isPresent();
    }
    clock.pass(Duration.ofMinutes(30));

    assertThat(sessions.use(id)).isEmpty();
  }

  @Test
  void givesUpTheOneThatWasAwayForLongest() {
    String first = sessions.open(viewer);
    clock.pass(Duration.ofSeconds(1));
    String second = sessions.open(viewer);
    clock.pass(Duration.ofSeconds(1));
    sessions.use(first);
    sessions.open(viewer("third"));

    assertThat(sessions.use(second)).isEmpty();
    assertThat(sessions.use(first)).isPresent();
  }

  private Viewer viewer(String token) {
    return new Viewer("someone", ViewerToken.parse(token).orElseThrow(), clock.instant());
  }
}

package dev.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.object.KubeObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KnownServerTest {
  private static final Identity TENANT = Identity.serviceAccount("a", "tenant");
  private static final ServerInfo INFO = new ServerInfo("v1.36.0", List.of("v1"));
  private static final Duration SETTLED = Discovery.SETTLING_TIME.plusSeconds(1);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final KnownServer server = new KnownServer(() -> now);
  private int requests;

  @Test
  void asksEachTimeWhenNobodyWatches() {
    ask(TENANT);
    ask(TENANT);

    assertThat(requests).isEqualTo(2);
  }

  @Test
  void asksOnceForEachIdentityWhileKindsStayTheSame() {
    server.follower(_ -> {}).onSynced();
    pass(SETTLED);

    ServerInfo first = ask(TENANT);
    assertThat(ask(TENANT)).isSameAs(first);
    assertThat(requests).isEqualTo(1);

    assertThat(ask(Identity.own())).as("takes its memory once").isSameAs(first);
    assertThat(requests).isEqualTo(2);
  }

  @Test
  void asksAnewWhenADefinitionChangedAndUntilItIsShown() {
    WatchListener follower = server.follower(_ -> {});
    follower.onSynced();
    pass(SETTLED);
    ask(TENANT);

    follower.onUpsert(KubeObject.of(Map.of("kind", "CustomResourceDefinition")));
    ask(TENANT);
    ask(TENANT);
    assertThat(requests).isEqualTo(3);

    pass(SETTLED);
    ask(TENANT);
    ask(TENANT);
    assertThat(requests).isEqualTo(4);
  }

  @Test
  void asksEachTimeWhileAWatchIsBroken() {
    WatchListener definitions = server.follower(_ -> {});
    WatchListener services = server.follower(_ -> {});
    definitions.onSynced();
    pass(SETTLED);
    ask(TENANT);
    ask(TENANT);
    assertThat(requests).isEqualTo(2);

    services.onSynced();
    definitions.onFailure(ApiFailure.unreachable("gone"));
    definitions.onFailure(ApiFailure.unreachable("gone"));
    pass(SETTLED);
    ask(TENANT);
    ask(TENANT);
    assertThat(requests).isEqualTo(4);

    definitions.onSynced();
    pass(SETTLED);
    ask(TENANT);
    ask(TENANT);
    assertThat(requests).isEqualTo(5);
  }

  @Test
  void tellsWhatBreaksAWatch() {
    List<ApiFailure> failures = new ArrayList<>();
    ApiFailure refusal = ApiFailure.answered(403, "Forbidden", "may not watch");

    server.follower(failures::add).onFailure(refusal);

    assertThat(failures).containsExactly(refusal);
  }

  @Test
  void isFollowedAgainAfterABrokenFollowerLeft() {
    WatchListener broken = server.follower(_ -> {});
    broken.onFailure(ApiFailure.unreachable("gone"));
    server.leave(broken);
    ask(TENANT);
    ask(TENANT);
    assertThat(requests).isEqualTo(2);

    server.follower(_ -> {}).onSynced();
    pass(SETTLED);
    ask(TENANT);
    ask(TENANT);
    assertThat(requests).isEqualTo(3);
  }

  @Test
  void forgetsAfterAWhile() {
    server.follower(_ -> {}).onSynced();
    pass(SETTLED);
    ask(TENANT);

    pass(KnownServer.MAX_AGE);
    ask(TENANT);

    assertThat(requests).isEqualTo(2);
  }

  @Test
  void takesTheBeginningOfAWatchForNoChangeOfKinds() {
    server.follower(_ -> {}).onSynced();
    pass(Duration.ofSeconds(1));

    ask(TENANT);
    ask(TENANT);

    assertThat(requests).isEqualTo(1);
  }

  @Test
  void asksOnceForAllOfAnIdentityWhoNeedItAtTheSameTime() {
    server.follower(_ -> {}).onSynced();
    pass(SETTLED);
    Crowd crowd = new Crowd();
    AtomicInteger asked = new AtomicInteger();

    crowd.asks(
        10,
        () ->
            server.as(
                TENANT,
                () -> {
                  crowd.keepsWaiting();
                  asked.incrementAndGet();
                  return INFO;
                }));

    assertThat(asked).hasValue(1);
  }

  @Test
  void asksAnewWhenKindsChangedWhileSomebodyAsked() {
    server.follower(_ -> {}).onSynced();
    pass(SETTLED);
    server.as(
        TENANT,
        () -> {
          pass(Duration.ofMillis(1));
          server.expectChange();
          return INFO;
        });
    pass(SETTLED);

    ask(TENANT);

    assertThat(requests).isEqualTo(1);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private ServerInfo ask(Identity identity) {
    return server.as(
        identity,
        () -> {
          requests++;
          return new ServerInfo("v1.36.0", List.of("v1"));
        });
  }
}

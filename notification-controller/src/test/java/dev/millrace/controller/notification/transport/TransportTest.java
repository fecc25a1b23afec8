package dev.millrace.controller.notification.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ServiceAnswer;
import dev.millrace.safety.net.TlsMaterial;
import dev.millrace.servers.ScriptedServer;
import dev.millrace.servers.TestAuthority;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TransportTest {
  private static final Route DIRECT = Route.direct(Duration.ofSeconds(10));
  private static Vertx vertx;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void close() {
    vertx.close();
  }

  @Test
  void sendsARequestAndReadsTheAnswer() throws InterruptedException {
    try (ScriptedServer server =
        ScriptedServer.start(exchange -> ScriptedServer.reply(exchange, 201, "made"))) {
      ServiceAnswer answer = allowing().exchange(DIRECT).send(get(server.address(), "/a?b=c"));
      assertThat(answer).isEqualTo(new ServiceAnswer(201, "made"));
      assertThat(server.requests().getFirst().uri()).hasToString("/a?b=c");
      assertThat(server.requests().getFirst().header("X-Test")).isEqualTo("yes");
    }
  }

  @Test
  void row46DoesNotConnectWhereThePolicyForbids() {
    try (ScriptedServer server =
        ScriptedServer.start(exchange -> ScriptedServer.reply(exchange, 200, ""))) {
      Transport strict = new Transport(vertx, EgressPolicy.of(List.of(), List.of()));
      assertThatThrownBy(() -> strict.exchange(DIRECT).send(get(server.address(), "/")))
          .isInstanceOf(NotificationFailure.class)
          .hasMessageNotContaining("127.0.0.1");
      assertThat(server.requests()).isEmpty();
    }
  }

  /** Row 46: the name is looked up once, and what was judged is what is connected to. */
  @Test
  void row46ANameThatTurnsIntoLoopbackReachesNothing() {
    try (ScriptedServer server =
        ScriptedServer.start(exchange -> ScriptedServer.reply(exchange, 200, ""))) {
      Transport strict =
          new Transport(
              vertx,
              EgressPolicy.of(List.of(), List.of()),
              _ -> List.of(InetAddress.ofLiteral("127.0.0.1")));
      URI rebound = URI.create("http://chat.example.com:" + server.address().getPort());
      assertThatThrownBy(() -> strict.exchange(DIRECT).send(get(rebound, "/")))
          .isInstanceOf(NotificationFailure.class);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void row46Row57FollowsNoRedirect() throws InterruptedException {
    try (ScriptedServer server =
        ScriptedServer.start(
            exchange -> ScriptedServer.redirect(exchange, 302, "http://169.254.169.254/"))) {
      assertThat(allowing().exchange(DIRECT).send(get(server.address(), "/")).status())
          .isEqualTo(302);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void keepsNoMoreOfAnAnswerThanTheLimit() throws InterruptedException {
    try (ScriptedServer server =
        ScriptedServer.start(
            exchange -> ScriptedServer.reply(exchange, 200, "x".repeat(3_000_000)))) {
      assertThat(allowing().exchange(DIRECT).send(get(server.address(), "/")).body())
          .hasSize(256 * 1024);
    }
  }

  @Test
  void row33TrustsTheAuthorityOfTheProviderAndNoOther() throws InterruptedException {
    TestAuthority authority = TestAuthority.create();
    try (ScriptedServer server =
        ScriptedServer.start(
            dev.millrace.servers.Transport.https(authority),
            exchange -> ScriptedServer.reply(exchange, 200, "safe"))) {
      Route trusting =
          new Route(TlsMaterial.trusting(authority.certificate()), null, Duration.ofSeconds(10));
      assertThat(allowing().exchange(trusting).send(get(server.address(), "/")).body())
          .isEqualTo("safe");
      assertThatThrownBy(() -> allowing().exchange(DIRECT).send(get(server.address(), "/")))
          .isInstanceOf(NotificationFailure.class);
    }
  }

  private static Transport allowing() {
    return new Transport(vertx, EgressPolicy.of(List.of("127.0.0.0/8", "::1"), List.of()));
  }

  private static OutgoingRequest get(URI server, String path) {
    return OutgoingRequest.get(URI.create(server.toString().replaceFirst("/$", "") + path))
        .header("X-Test", "yes");
  }
}

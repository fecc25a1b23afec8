package dev.millrace.controller.notification.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ServiceAnswer;
import dev.millrace.safety.net.EgressPolicy;
import dev.millrace.safety.net.EnvironmentProxies;
import dev.millrace.safety.net.TlsMaterial;
import dev.millrace.servers.ScriptedServer;
import dev.millrace.servers.TestAuthority;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TransportTest {
  private static final Route DIRECT = Route.direct(Duration.ofSeconds(10));
  private static final EnvironmentProxies NO_PROXIES = EnvironmentProxies.of(Map.of());
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
      Transport strict = new Transport(vertx, EgressPolicy.of(List.of(), List.of()), NO_PROXIES);
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
              NO_PROXIES,
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

  @Test
  void goesThroughTheProxyOfTheEnvironmentWhereTheProviderNamesNone() throws InterruptedException {
    try (ScriptedServer proxy =
        ScriptedServer.start(exchange -> ScriptedServer.reply(exchange, 200, "proxied"))) {
      String address = proxy.address().toString().replace("http://", "http://me:hunter2@");
      EnvironmentProxies environment =
          EnvironmentProxies.of(Map.of("HTTP_PROXY", address, "NO_PROXY", "direct.example.com"));
      // Policies are for what users name; where the operator's proxy is, is the operator's affair.
      Transport strict =
          new Transport(
              vertx,
              EgressPolicy.of(List.of(), List.of()),
              environment,
              _ -> List.of(InetAddress.ofLiteral("127.0.0.1")));
      Exchange exchange = strict.exchange(DIRECT);
      assertThat(exchange.send(get(URI.create("http://chat.example.com"), "/x")).body())
          .isEqualTo("proxied");
      assertThat(proxy.requests().getFirst().header("Proxy-Authorization"))
          .isEqualTo("Basic bWU6aHVudGVyMg==");
      assertThatThrownBy(() -> exchange.send(get(URI.create("http://direct.example.com"), "/x")))
          .isInstanceOf(NotificationFailure.class);
      assertThat(proxy.requests()).hasSize(1);
    }
  }

  @Test
  void aLoginInTheAddressIsShownUnlessTheRequestHasAnother() throws InterruptedException {
    try (ScriptedServer server =
        ScriptedServer.start(exchange -> ScriptedServer.reply(exchange, 200, ""))) {
      URI address = URI.create(server.address().toString().replace("http://", "http://me:p%40ss@"));
      Exchange exchange = allowing().exchange(DIRECT);
      exchange.send(get(address, "/a"));
      exchange.send(get(address, "/b").bearer("token"));
      assertThat(server.requests())
          .extracting(request -> request.header("Authorization"))
          .containsExactly("Basic bWU6cEBzcw==", "Bearer token");
    }
  }

  @Test
  void doesNotShowTheValueOfAHeaderThatCanNotBeSent() {
    Exchange exchange = allowing().exchange(DIRECT);
    OutgoingRequest request = OutgoingRequest.get(URI.create("http://127.0.0.1:1/"));
    assertThatThrownBy(() -> exchange.send(request.bearer("hunter2\nX-Injected: 1")))
        .isInstanceOf(NotificationFailure.class)
        .hasMessageContaining("Authorization")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> exchange.send(request.header("hunter2: x", "y")))
        .isInstanceOf(NotificationFailure.class)
        .hasMessageNotContaining("hunter2");
  }

  private static Transport allowing() {
    return new Transport(
        vertx, EgressPolicy.of(List.of("127.0.0.0/8", "::1"), List.of()), NO_PROXIES);
  }

  private static OutgoingRequest get(URI server, String path) {
    return OutgoingRequest.get(URI.create(server.toString().replaceFirst("/$", "") + path))
        .header("X-Test", "yes");
  }
}

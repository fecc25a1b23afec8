package dev.millrace.controller.notification.provider.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.Lineage;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.Samples;
import dev.millrace.safety.Sensitive;
import dev.millrace.safety.net.TlsMaterial;
import dev.millrace.servers.TestAuthority;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

class NatsNotifierTest {
  private static final String SEED = "SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY";
  private static final String PUBLIC = "UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4";

  private static final Exchange NO_HTTP =
      _ -> {
        throw new IllegalStateException("NATS is no HTTP");
      };

  @Test
  void publishesTheEventWithItsId() throws Exception {
    List<String> heard = talk("PONG", Map.of("username", "u", "password", "p"));
    assertThat(heard.get(0)).startsWith("CONNECT {").contains("\"user\":\"u\"", "\"pass\":\"p\"");
    assertThat(heard.get(1)).startsWith("HPUB flux.events ");
    assertThat(heard).contains("Nats-Msg-Id: id-1");
    assertThat(heard).anyMatch(line -> line.contains("\"reason\":\"ReconciliationSucceeded\""));
  }

  @Test
  void logsInAsTheAddressSays() throws Exception {
    assertThat(talk("u:p%40ss@", "PONG", Map.of()).getFirst())
        .contains("\"user\":\"u\"", "\"pass\":\"p@ss\"");
    assertThat(talk("t0ken@", "PONG", Map.of()).getFirst()).contains("\"auth_token\":\"t0ken\"");
  }

  @Test
  void provesThatItHasTheKey() throws Exception {
    assertThat(talk("PONG", Map.of("nkey", SEED)).getFirst())
        .contains("\"nkey\":\"" + PUBLIC + "\"", "\"sig\":\"");
  }

  @Test
  void readsCredentialsFiles() throws Exception {
    String file =
        """
        -----BEGIN NATS USER JWT-----
        the.jwt
        ------END NATS USER JWT------

        -----BEGIN USER NKEY SEED-----
        %s
        ------END USER NKEY SEED------
        """
            .formatted(SEED);
    assertThat(talk("PONG", Map.of("creds", file)).getFirst())
        .contains("\"jwt\":\"the.jwt\"", "\"sig\":\"");
  }

  @Test
  void saysWhatTheServerRefused() {
    assertThatThrownBy(() -> talk("-ERR 'Authorization Violation'", Map.of()))
        .isInstanceOf(NotificationFailure.class)
        .hasMessageContaining("Authorization Violation");
  }

  @Test
  void triesTheServersOfAListInTurn() throws Exception {
    try (ServerSocket refusing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<List<String>> first =
          CompletableFuture.supplyAsync(() -> serve(refusing, "-ERR 'Authorization Violation'"));
      String others = "gone:1, nats://localhost:" + refusing.getLocalPort() + " ,nats://u:p@";
      assertThat(talk(others, "PONG", Map.of()))
          .anyMatch(line -> line.startsWith("CONNECT {") && line.contains("\"user\":\"u\""))
          .contains("Nats-Msg-Id: id-1");
      assertThat(first.get())
          .as("nothing is published before the server has let us in")
          .singleElement()
          .asString()
          .startsWith("CONNECT {");
    }
  }

  @Test
  void speaksTlsToAllServersWhenOneAddressAsksForIt() {
    assertThat(servers("nats://a,tls://b").secure()).isTrue();
    assertThat(servers("nats://a,b:1").secure()).isFalse();
  }

  @Test
  void refusesListsThatMakeNoSense() {
    for (String list : List.of("", " , ", "nats://a,nats:// b", "a,".repeat(17))) {
      assertThatThrownBy(() -> servers(list))
          .as(list)
          .isInstanceOf(NotificationFailure.class)
          .hasMessageStartingWith("the provider's address ");
    }
  }

  @Test
  void isTriedLaterWhenOneServerMayBeBackThen() {
    ProviderSettings settings =
        Samples.settings("nats", "nats://down:1,nats://closed:1", "flux.events", Map.of());
    assertThatThrownBy(
            () ->
                Samples.notifiers(NatsNotifierTest::unreachable, _ -> Lineage.Position.FIRST)
                    .of(settings)
                    .tell(Samples.notification(Samples.event(Event.INFO)), NO_HTTP))
        .isInstanceOfSatisfying(
            NotificationFailure.class, failure -> assertThat(failure.isTemporary()).isTrue());
  }

  private static NatsServers servers(String list) {
    return NatsServers.parse(Sensitive.of(list));
  }

  private static Socket unreachable(String host, int port) {
    throw host.equals("down")
        ? NotificationFailure.temporary("%s:%d does not answer".formatted(host, port))
        : new NotificationFailure("%s:%d must not be reached".formatted(host, port));
  }

  /** SECURITY-CASES.md row 33: a server with a certificate of nobody hears no password. */
  @Test
  void row33TellsNothingToAServerThatCanNotProveWhoItIs() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Boolean> trusted =
          CompletableFuture.supplyAsync(() -> isTrusted(server, TestAuthority.create()));
      ProviderSettings settings =
          Samples.settings(
              "nats",
              "tls://localhost:" + server.getLocalPort(),
              "flux.events",
              Map.of("username", "u", "password", "p"));
      assertThatThrownBy(
              () ->
                  Samples.notifiers((_, port) -> connect(port), _ -> Lineage.Position.FIRST)
                      .of(settings)
                      .tell(Samples.notification(Samples.event(Event.INFO)), NO_HTTP))
          .isInstanceOf(NotificationFailure.class)
          .hasMessageContaining("SSLHandshakeException");
      assertThat(trusted.get()).isFalse();
    }
  }

  /** Whether a client goes on after it has seen the certificate of a server. */
  private static boolean isTrusted(ServerSocket server, TestAuthority authority) {
    TestAuthority.Identity identity = authority.issue("localhost");
    try (Socket plain = server.accept()) {
      write(plain, "INFO {\"tls_required\":true}");
      SSLSocketFactory factory =
          new TlsMaterial(null, identity.certificate(), Sensitive.of(identity.key()))
              .context()
              .orElseThrow()
              .getSocketFactory();
      try (SSLSocket secure =
          (SSLSocket) factory.createSocket(plain, "localhost", plain.getPort(), false)) {
        secure.setUseClientMode(false);
        return secure.getInputStream().read() >= 0;
      }
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void knowsThePublicHalfOfAKey() {
    assertThat(Nkey.parse(Sensitive.of(SEED)).publicKey()).isEqualTo(PUBLIC);
  }

  private static List<String> talk(String last, Map<String, String> secret) throws Exception {
    return talk("", last, secret);
  }

  private static List<String> talk(String login, String last, Map<String, String> secret)
      throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<List<String>> heard =
          CompletableFuture.supplyAsync(() -> serve(server, last));
      String address = "nats://" + login + "localhost:" + server.getLocalPort();
      ProviderSettings settings = Samples.settings("nats", address, "flux.events", secret);
      Samples.notifiers(NatsNotifierTest::dial, _ -> Lineage.Position.FIRST)
          .of(settings)
          .tell(Samples.notification(Samples.event(Event.INFO)), NO_HTTP);
      return heard.get();
    }
  }

  private static Socket dial(String host, int port) {
    return host.equals("localhost") ? connect(port) : unreachable(host, port);
  }

  private static Socket connect(int port) {
    try {
      return new Socket(InetAddress.getLoopbackAddress(), port);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> serve(ServerSocket server, String last) {
    List<String> lines = new ArrayList<>();
    try (Socket socket = server.accept()) {
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      write(socket, "INFO {\"headers\":true,\"nonce\":\"n0nce\"}");
      String line = reader.readLine();
      while (line != null) {
        if (line.equals("PING")) {
          write(socket, last);
        } else {
          lines.add(line);
        }
        line = reader.readLine();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return lines;
  }

  private static void write(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }
}

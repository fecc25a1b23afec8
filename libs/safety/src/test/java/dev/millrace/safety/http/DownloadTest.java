package dev.millrace.safety.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.safety.Sensitive;
import dev.millrace.safety.net.EgressPolicy;
import dev.millrace.safety.net.Origin;
import dev.millrace.safety.net.TlsMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DownloadTest {
  private final HttpServer first = server();
  private final HttpServer second = server();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final Download download = new Download("test", EgressPolicy.open());

  @AfterEach
  void stop() {
    first.stop(0);
    second.stop(0);
  }

  @Test
  void row57CredentialsDoNotFollowARedirectToAnotherServer() throws Exception {
    on(first, exchange -> redirect(exchange, address(second)));
    on(second, this::answer);
    assertThat(get(address(first), false)).hasSize(3);
    assertThat(authorizations).containsExactly("Basic dXNlcjpwYXNz", "none");
  }

  @Test
  void row57CredentialsAreNotSentWhereAnIndexPoints() throws Exception {
    on(second, this::answer);
    get(address(second), false);
    assertThat(authorizations).containsExactly("none");
  }

  @Test
  void credentialsGoEverywhereWhenTheUserWantsIt() throws Exception {
    on(first, exchange -> redirect(exchange, address(second)));
    on(second, this::answer);
    get(address(first), true);
    assertThat(authorizations).containsExactly("Basic dXNlcjpwYXNz", "Basic dXNlcjpwYXNz");
  }

  @Test
  void endlessRedirectsEnd() {
    on(first, exchange -> redirect(exchange, address(first)));
    assertThatThrownBy(() -> get(address(first), false)).hasMessageContaining("without end");
  }

  @Test
  void row57RedirectsToFilesAreRefused() {
    on(first, exchange -> redirect(exchange, URI.create("file:///etc/passwd")));
    assertThatThrownBy(() -> get(address(first), false)).hasMessageContaining("not allowed");
  }

  @Test
  void row46RedirectsIntoForbiddenNetworksAreRefused() {
    on(first, exchange -> redirect(exchange, URI.create("http://127.0.0.2/index.yaml")));
    Download choosy = new Download("test", EgressPolicy.of(List.of("127.0.0.1/32"), List.of()));
    assertThatThrownBy(() -> choosy.get(address(first), access(false), "index", 100))
        .hasMessageContaining("the host '127.0.0.2' is in a network that must not be reached");
  }

  @Test
  void tellsWhatKindOfDocumentItIs() throws Exception {
    on(
        first,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "Text/HTML; charset=utf-8");
          answer(exchange);
        });
    assertThat(download.document(address(first), access(false), "page", 100).mediaType())
        .isEqualTo("text/html");
  }

  @Test
  void row19TooMuchIsRefused() {
    on(first, this::answer);
    assertThatThrownBy(() -> download.get(address(first), access(false), "index", 2))
        .hasMessage("index exceeds the maximum size of 2 bytes");
  }

  @Test
  void row7MessagesShowNeitherQueryNorUser() {
    on(first, exchange -> exchange.sendResponseHeaders(404, -1));
    URI secret = URI.create(address(first) + "?token=hunter2");
    assertThatThrownBy(() -> get(secret, false))
        .hasMessageContaining("answered 404")
        .hasMessageNotContaining("hunter2");
  }

  private byte[] get(URI address, boolean everywhere) throws IOException, InterruptedException {
    return download.get(address, access(everywhere), "index", 100);
  }

  private HttpAccess access(boolean everywhere) {
    return new HttpAccess(
        Origin.of(address(first)),
        Optional.of(Credentials.basic("user", Sensitive.of("pass"))),
        everywhere,
        TlsMaterial.none(),
        Duration.ofSeconds(60));
  }

  private void on(HttpServer server, HttpHandler handler) {
    server.createContext(
        "/",
        exchange -> {
          String sent = exchange.getRequestHeaders().getFirst("Authorization");
          authorizations.add(sent == null ? "none" : sent);
          handler.handle(exchange);
          exchange.close();
        });
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 3);
    exchange.getResponseBody().write(new byte[3]);
  }

  private static void redirect(HttpExchange exchange, URI target) throws IOException {
    exchange.getResponseHeaders().set("Location", target.toString());
    exchange.sendResponseHeaders(302, -1);
  }

  private static URI address(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/index.yaml");
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

package dev.millrace.runtime.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.servers.ScriptedServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.vertx.core.http.HttpClosedException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatientHttpTest {
  private final AtomicInteger hangUps = new AtomicInteger();
  private final ScriptedServer server =
      ScriptedServer.start(
          exchange -> {
            if (hangUps.getAndDecrement() > 0) {
              exchange.close();
            } else {
              ScriptedServer.reply(exchange, 200, "fine");
            }
          });
  private KubernetesClient client;

  @BeforeEach
  void connect() {
    client =
        new KubernetesClientBuilder()
            .withHttpClientFactory(new PatientHttp())
            .withConfig(
                new ConfigBuilder()
                    .withMasterUrl(server.address().toString())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE"})
  void sendsAgainWhatAClosedConnectionSwallowed(String method) throws Exception {
    hangUps.set(2);
    assertThat(send(method).body()).isEqualTo("fine");
    assertThat(methods()).containsExactly(method, method, method);
  }

  @Test
  void neverSendsTwiceWhatMayNotBeDoneTwice() {
    hangUps.set(1);
    assertThatThrownBy(() -> send("POST"))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(HttpClosedException.class);
    assertThat(methods()).containsExactly("POST");
  }

  @Test
  void givesUpOnAServerThatAlwaysHangsUp() {
    hangUps.set(100);
    assertThatThrownBy(() -> send("GET")).isInstanceOf(ExecutionException.class);
    assertThat(methods()).containsExactly("GET", "GET", "GET");
  }

  @Test
  void coversThoseThatTheLibraryMakesOfAClient() throws Exception {
    hangUps.set(1);
    HttpClient derived = client.getHttpClient().newBuilder().build();
    assertThat(send(derived, "GET").body()).isEqualTo("fine");
  }

  private List<String> methods() {
    return server.requests().stream().map(ScriptedServer.Request::method).toList();
  }

  private HttpResponse<String> send(String method) throws Exception {
    return send(client.getHttpClient(), method);
  }

  private HttpResponse<String> send(HttpClient http, String method) throws Exception {
    HttpRequest request =
        http.newHttpRequestBuilder()
            .uri(server.address().resolve("/version"))
            .method(method, "text/plain", method.equals("GET") ? null : "a body")
            .build();
    return http.sendAsync(request, String.class).get();
  }
}

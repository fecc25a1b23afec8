package dev.millrace.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.runtime.flags.ListenAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class HealthServerTest {
  @Test
  void isAliveAtOnceAndReadyWhenTold() throws Exception {
    Readiness readiness = new Readiness();
    int port = freePort();
    try (HealthServer _ = HealthServer.start(new ListenAddress("127.0.0.1", port), readiness)) {
      assertThat(get(port, "/healthz")).isEqualTo(200);
      assertThat(get(port, "/readyz")).isEqualTo(503);
      readiness.ready();
      assertThat(get(port, "/readyz")).isEqualTo(200);
      assertThat(get(port, "/readyzz")).isEqualTo(404);
    }
  }

  @Test
  void listensNowhereWhenSwitchedOff() throws Exception {
    HealthServer.start(ListenAddress.NONE, new Readiness()).close();
  }

  private static int get(int port, String path) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + port + path);
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

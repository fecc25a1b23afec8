package dev.millrace.controller.notification.statuspage.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.servers.ScriptedServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY-CASES.md rows 40 and 51: all routes, and what it takes to use them. */
class RouteTest {
  private static final Map<String, Route.Access> LISTED =
      Map.of(
          "GET /", Route.Access.VIEWER,
          "GET /objects/*/*/*", Route.Access.VIEWER,
          "GET /live", Route.Access.VIEWER,
          "POST /logout", Route.Access.VIEWER,
          "GET /login", Route.Access.ANYBODY,
          "POST /login", Route.Access.ANYBODY,
          "GET /assets/page.css", Route.Access.ANYBODY,
          "GET /assets/page.js", Route.Access.ANYBODY,
          "GET /assets/icon.svg", Route.Access.ANYBODY);

  private final AtomicInteger asked = new AtomicInteger();
  private final ScriptedServer apiServer =
      ScriptedServer.start(
          exchange -> {
            asked.incrementAndGet();
            ScriptedServer.reply(exchange, 401, "{}");
          });
  private final HttpClient http = HttpClient.newHttpClient();
  private RunningStatusPage server;

  @BeforeEach
  void start() {
    server =
        new RunningStatusPage(
            new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl(apiServer.address().toString())
                .build(),
            Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
    apiServer.close();
  }

  @Test
  void row40AreAllListedWithWhoMayUseThem() {
    assertThat(
            Arrays.stream(Route.values())
                .collect(
                    Collectors.toMap(each -> each.method() + " " + each.pattern(), Route::access)))
        .isEqualTo(LISTED);
  }

  @ParameterizedTest
  @EnumSource
  void row40Row51AskForATokenWhereOneIsNeeded(Route route) throws Exception {
    HttpResponse<String> answer = send(route.method(), route.pattern().replace("*", "x"));
    boolean open = route.access() == Route.Access.ANYBODY && route != Route.LOGIN;

    assertThat(answer.statusCode()).isEqualTo(open ? 200 : 401);
    assertThat(asked).as("nobody asked the API server").hasValue(0);
  }

  @ParameterizedTest
  @EnumSource
  void refuseATokenThatTheApiServerRefuses(Route route) throws Exception {
    HttpResponse<String> answer =
        send(route.method(), route.pattern().replace("*", "x"), "Authorization", "Bearer nonsense");

    if (route.access() == Route.Access.VIEWER) {
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(asked).hasValue(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellBrowsersToRunNothingThatIsNotOurs(Route route) throws Exception {
    HttpResponse<String> answer = send(route.method(), route.pattern().replace("*", "x"));

    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
        .matches("no-store|no-cache");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metrics",
        "/q/health",
        "/q/dev",
        "/healthz",
        "/debug/pprof/",
        "/api",
        "/objects",
        "/objects/a/b",
        "/objects/a/b/c/d",
        "/assets/",
        "/assets/page.html",
        "/assets/../page",
        "//",
        "/.git/config",
        "/login/",
        "/%2e%2e/x",
        "/templates/statuspage/page.html"
      })
  void areNotThereElse(String path) throws Exception {
    for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")) {
      assertThat(send(method, path).statusCode()).as(method).isEqualTo(404);
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void makeNothingOfPathsThatMakeNoSense() throws Exception {
    assertThat(rawStatus("/%zz")).isEqualTo(400);
  }

  @Test
  void letNoOtherPageLogSomebodyIn() throws Exception {
    assertThat(send("POST", "/login", "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> send(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        server.request(path).method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private int rawStatus(String target) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              ("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String head = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      return Integer.parseInt(head.substring(9));
    }
  }
}

package dev.millrace.controller.notification.statuspage.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.millrace.servers.ScriptedServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What viewers may cost the controller and the API server. */
class BoundsTest {
  private static final int STREAMS = 10;
  private static final int PAGE = 500;
  private static final int MOST_PER_KIND = 2_000;

  private final ScriptedServer apiServer = ScriptedServer.start(BoundsTest::answer);
  private final HttpClient http = HttpClient.newHttpClient();
  private final RunningStatusPage server =
      new RunningStatusPage(
          new ConfigBuilder()
              .withAutoConfigure(false)
              .withMasterUrl(apiServer.address().toString())
              .build(),
          Duration.ofHours(1));

  @AfterEach
  void stop() {
    http.close();
    server.close();
    apiServer.close();
  }

  @Test
  void readsOnceForAllPagesOfAViewer() throws Exception {
    get("/");
    get("/?kind=Alert");
    get("/?problems=1");

    assertThat(requestsFor("kustomizations")).isOne();
    assertThat(requestsFor("selfsubjectreviews")).isOne();
  }

  @Test
  void givesUpOnAListThatDoesNotEndAndSaysSo() throws Exception {
    String html = get("/").body();

    assertThat(html).contains("gitrepositories in all namespaces: only the first are shown");
    assertThat(requestsFor("gitrepositories")).isEqualTo(MOST_PER_KIND / PAGE);
  }

  @Test
  void saysWhichListsItDidNotGet() throws Exception {
    assertThat(get("/").body())
        .contains("buckets in all namespaces: the API server gave no answer")
        .contains("helmreleases in all namespaces: the API server gave no answer");
  }

  @Test
  void sendsNoTokenWhereTheApiServerPointsTo() throws Exception {
    get("/");

    assertThat(requestsFor("elsewhere")).isZero();
  }

  @Test
  void keepsOnlySoManyPagesUpToDate() throws Exception {
    List<HttpResponse<InputStream>> streams = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      streams.add(http.send(request("/live"), BodyHandlers.ofInputStream()));
    }

    assertThat(streams).allSatisfy(each -> assertThat(each.statusCode()).isEqualTo(200));
    assertThat(get("/live").statusCode()).isEqualTo(503);
    assertThat(get("/").statusCode()).as("pages are still there").isEqualTo(200);
    for (HttpResponse<InputStream> each : streams) {
      each.body().close();
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path), BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return server.request(path).header("Authorization", "Bearer jane").build();
  }

  private long requestsFor(String resource) {
    return apiServer.requests().stream()
        .filter(each -> each.uri().getPath().endsWith("/" + resource))
        .count();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String resource = path.substring(path.lastIndexOf('/') + 1);
    switch (resource) {
      case "selfsubjectreviews" ->
          ScriptedServer.reply(
              exchange, 201, "{\"status\": {\"userInfo\": {\"username\": \"jane\"}}}");
      case "gitrepositories" -> ScriptedServer.reply(exchange, 200, endlessList());
      case "buckets" -> ScriptedServer.reply(exchange, 500, "{}");
      case "helmreleases" -> ScriptedServer.redirect(exchange, 302, "/elsewhere");
      default -> ScriptedServer.reply(exchange, 200, "{\"items\": [], \"metadata\": {}}");
    }
  }

  private static String endlessList() {
    String items =
        IntStream.range(0, PAGE)
            .mapToObj(i -> "{\"metadata\": {\"namespace\": \"a\", \"name\": \"r%d\"}}".formatted(i))
            .collect(Collectors.joining(","));
    return "{\"metadata\": {\"continue\": \"more\"}, \"items\": [" + items + "]}";
  }
}

package dev.millrace.e2e.story;

import dev.millrace.e2e.cluster.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * A developer commits, the push webhook makes it count at once, and the artifact can be fetched.
 */
final class CommitIsFetched implements Step {
  private static final String OVERLAY = "apps/overlays/prod/kustomization.yaml";

  @Override
  public String title() {
    return "A commit and its push webhook lead to a new artifact";
  }

  @Override
  public void play(Stage stage) {
    long begin = System.nanoTime();
    String overlay =
        stage.shop().read("main", OVERLAY).orElseThrow().replace("count: 3", "count: 4");
    String commit = stage.shop().commit("Add a web server", Map.of(OVERLAY, overlay));
    Webhook.push(stage);
    String url =
        stage
            .cluster()
            .await(
                Kind.GIT_REPOSITORY,
                "team-green",
                "shop",
                Duration.ofSeconds(60),
                each -> each.text("status.artifact.revision").equals("main@sha1:" + commit))
            .text("status.artifact.url");
    stage.progress().happened("GitRepository team-green/shop", "main@sha1:" + commit, begin);
    Expect.isTrue("the artifact should be served at " + url, isServed(url));
    stage.progress().happened("artifact", url, begin);
  }

  private static boolean isServed(String url) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while fetching the artifact", e);
    }
  }
}

package dev.millrace.e2e.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Reads the status page of a stage as somebody sees it. */
public final class StatusPageReader implements AutoCloseable {
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Stage stage;
  private final String token;

  private StatusPageReader(Stage stage, String token) {
    this.stage = stage;
    this.token = token;
  }

  /** A reader without a token. */
  public static StatusPageReader anonymous(Stage stage) {
    return new StatusPageReader(stage, "");
  }

  /** A reader with the token of a service account. */
  public static StatusPageReader as(Stage stage, String namespace, String account) {
    String token = stage.cluster().token(namespace, account, TOKEN_LIFE);
    return new StatusPageReader(stage, token);
  }

  /**
   * Reads a page.
   *
   * @param path such as {@code /}
   */
  public HttpResponse<String> read(String path) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(stage.statusPage() + path)).timeout(PATIENCE);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}

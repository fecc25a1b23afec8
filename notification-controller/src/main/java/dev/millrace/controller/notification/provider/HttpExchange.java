package dev.millrace.controller.notification.provider;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Speaks HTTP with a service: a deadline for the whole exchange, a bounded answer, no redirects.
 */
public final class HttpExchange implements Exchange {
  private static final int ANSWER_LIMIT = 64 * 1024;
  private static final Set<String> SET_BY_THE_CLIENT =
      Set.of("host", "content-length", "connection", "expect", "upgrade");

  private final HttpClient client;
  private final Duration timeout;

  /**
   * @param client shared; it must not follow redirects, so that no token goes to another host
   * @param timeout for each request
   */
  public HttpExchange(HttpClient client, Duration timeout) {
    this.client = client;
    this.timeout = timeout;
  }

  @Override
  public ServiceAnswer send(OutgoingRequest request) throws InterruptedException {
    try {
      HttpResponse<InputStream> response =
          client.send(build(request), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return new ServiceAnswer(
            response.statusCode(),
            new String(body.readNBytes(ANSWER_LIMIT), StandardCharsets.UTF_8));
      }
    } catch (HttpTimeoutException e) {
      throw new NotificationFailure(
          "the service did not answer within " + timeout.toSeconds() + "s");
    } catch (IOException e) {
      throw new NotificationFailure(
          "the service could not be reached (%s)".formatted(e.getClass().getSimpleName()));
    } catch (IllegalArgumentException e) {
      throw new NotificationFailure("the address or a header of the provider is not valid");
    }
  }

  private HttpRequest build(OutgoingRequest request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri())
            .timeout(timeout)
            .header("User-Agent", "millrace-notification-controller")
            .method(
                request.method(),
                request.body().length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(request.body()));
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      if (!SET_BY_THE_CLIENT.contains(header.getKey().toLowerCase(java.util.Locale.ROOT))) {
        builder.header(header.getKey(), header.getValue());
      }
    }
    return builder.build();
  }
}

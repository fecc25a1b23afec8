package dev.millrace.cluster;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.runtime.fairness.RequestTurns;
import dev.millrace.runtime.outcome.RootCause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends requests over the HTTP client of fabric8, with its credentials, as one identity. */
final class Transport {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final String GET = "GET";

  private final HttpClient http;
  private final String server;
  private final Identity identity;
  private final String userAgent;
  private final ConnectionLimits limits;
  private final RequestTurns turns;

  Transport(
      KubernetesClient client,
      Identity identity,
      String userAgent,
      ConnectionLimits limits,
      RequestTurns turns) {
    this(withoutRetries(client), serverOf(client), identity, userAgent, limits, turns);
  }

  /**
   * The HTTP client would send a request again and again when the server answers 5xx, which is also
   * its answer to objects that make no sense. Whoever asked decides about that.
   */
  private static HttpClient withoutRetries(KubernetesClient client) {
    RequestConfig config =
        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
            .withRequestRetryBackoffLimit(0)
            .build();
    return client.getHttpClient().newBuilder().tag(config).build();
  }

  private Transport(
      HttpClient http,
      String server,
      Identity identity,
      String userAgent,
      ConnectionLimits limits,
      RequestTurns turns) {
    this.http = http;
    this.server = server;
    this.identity = identity;
    this.userAgent = userAgent;
    this.limits = limits;
    this.turns = turns;
  }

  private static String serverOf(KubernetesClient client) {
    String url = client.getConfiguration().getMasterUrl();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  Transport as(Identity other) {
    return new Transport(http, server, other, userAgent, limits, turns);
  }

  Identity identity() {
    return identity;
  }

  ConnectionLimits limits() {
    return limits;
  }

  /** A body to send. */
  record Payload(String contentType, String content) {}

  /**
   * Sends a request and waits for the answer, which is a JSON object.
   *
   * @throws ApiFailure if there is none, or it is an error
   */
  Map<String, @Nullable Object> send(String method, RequestPath path, @Nullable Payload payload) {
    HttpRequest.Builder request = request(path);
    if (payload == null) {
      request.method(method, null, null);
    } else {
      request.method(method, payload.contentType(), payload.content());
    }
    return answer(method, path, request);
  }

  /**
   * Reads in another form than plain JSON objects.
   *
   * @param accept the media type to ask for
   * @throws ApiFailure if there is no answer, or it is an error
   */
  Map<String, @Nullable Object> get(RequestPath path, String accept) {
    return answer(GET, path, request(path).setHeader("Accept", accept));
  }

  /**
   * Reads a text, such as a log.
   *
   * @throws ApiFailure if there is no answer, or it is an error
   */
  String text(RequestPath path) {
    return new String(
        inTurn(GET, path, request(path).setHeader("Accept", "*/*")).bytes(),
        StandardCharsets.UTF_8);
  }

  private Map<String, @Nullable Object> answer(
      String method, RequestPath path, HttpRequest.Builder request) {
    return Json.readObject(inTurn(method, path, request).bytes())
        .orElseThrow(() -> ApiFailure.unreachable("the API server did not answer with JSON"));
  }

  /** Sends a request when it is the turn of its namespace. */
  private CollectedBody inTurn(String method, RequestPath path, HttpRequest.Builder request) {
    try (RequestTurns.Turn turn = turns.take(path.namespace(), method + " " + path.type())) {
      return body(request, turn);
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  private static ApiFailure interrupted() {
    Thread.currentThread().interrupt();
    return ApiFailure.unreachable("the request was interrupted");
  }

  private CollectedBody body(HttpRequest.Builder request, RequestTurns.Turn turn) {
    request.timeout(limits.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
    CollectedBody body = new CollectedBody(limits.maxResponseBytes());
    HttpResponse<AsyncBody> response = await(start(request.build(), body));
    response.body().consume();
    await(response.body().done());
    if (response.code() == TOO_MANY_REQUESTS) {
      turn.refused();
    }
    if (!response.isSuccessful()) {
      throw StatusReply.failure(response.code(), body.bytes());
    }
    return body;
  }

  /** Opens a stream; its body is consumed by the given consumer, on its terms. */
  HttpResponse<AsyncBody> open(RequestPath path, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    HttpRequest request = request(path).forStreaming().build();
    return await(start(request, consumer));
  }

  /** A client that is closed has no answer of its own to that; it throws. */
  private CompletableFuture<HttpResponse<AsyncBody>> start(
      HttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    try {
      return http.consumeBytes(request, consumer);
    } catch (IllegalStateException e) {
      if (isClosed()) {
        throw ApiFailure.unreachable("the connection to the API server is closed");
      }
      throw e;
    }
  }

  /** Whether the connection was closed, for good. */
  boolean isClosed() {
    return http.isClosed();
  }

  private HttpRequest.Builder request(RequestPath path) {
    HttpRequest.Builder request = http.newHttpRequestBuilder().uri(URI.create(server + path));
    request.header("Accept", "application/json");
    request.setHeader("User-Agent", userAgent);
    if (identity instanceof Identity.Impersonated(String user, List<String> groups)) {
      request.setHeader("Impersonate-User", user);
      groups.forEach(group -> request.header("Impersonate-Group", group));
    }
    return request;
  }

  <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(limits.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      future.cancel(true);
      throw ApiFailure.unreachable(
          "the API server did not answer within " + limits.requestTimeout().toSeconds() + " s");
    } catch (InterruptedException _) {
      future.cancel(true);
      throw interrupted();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ApiFailure failure) {
        throw failure;
      }
      throw unreachable(e);
    }
  }

  /** Messages of HTTP clients can hold addresses with credentials; their type says enough. */
  private static ApiFailure unreachable(Throwable failure) {
    String problem = RootCause.of(failure).getClass().getSimpleName();
    return ApiFailure.unreachable("the API server cannot be reached: " + problem);
  }
}

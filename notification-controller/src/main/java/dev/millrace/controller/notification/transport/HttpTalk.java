package dev.millrace.controller.notification.transport;

import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ServiceAnswer;
import dev.millrace.safety.net.BasicLogin;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * One request and its answer: a deadline for all of it, a bounded answer, no redirects, so that no
 * token goes to another host.
 */
final class HttpTalk {
  private static final String AUTHORIZATION = "Authorization";
  private static final int ANSWER_LIMIT = 256 * 1024;
  private static final Set<String> SET_BY_THE_CLIENT =
      Set.of("host", "content-length", "connection", "transfer-encoding", "upgrade");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern VALUE = Pattern.compile("[^\\x00-\\x08\\x0a-\\x1f\\x7f]*");

  private HttpTalk() {}

  /**
   * What a request to a URL is made of, apart from its destination.
   *
   * @throws NotificationFailure when a header can't be sent
   */
  static RequestOptions options(OutgoingRequest request) {
    URI uri = request.uri();
    boolean tls = "https".equalsIgnoreCase(uri.getScheme());
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(request.method()))
            .setHost(uri.getHost())
            .setPort(uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80)
            .setSsl(tls)
            .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
            .setFollowRedirects(false)
            .putHeader("User-Agent", "millrace-notification-controller");
    request.headers().forEach((name, value) -> putHeader(options, name, value));
    if (!request.headers().containsKey(AUTHORIZATION)) {
      BasicLogin.in(uri)
          .ifPresent(login -> putHeader(options, AUTHORIZATION, login.header().reveal()));
    }
    return options;
  }

  private static void putHeader(RequestOptions options, String name, String value) {
    if (SET_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
      return;
    }
    // The client refuses these too, but with the value in its message.
    if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
      throw new NotificationFailure(
          ("the request header '%s' can't be sent: its name or its value has characters that are not"
                  + " allowed, such as a line break")
              .formatted(shown(name)));
    }
    options.putHeader(name, value);
  }

  /** Anything that is not a name may be something else in the wrong place. */
  private static String shown(String name) {
    return NAME.matcher(name).matches() ? name : "?";
  }

  /**
   * Sends and waits.
   *
   * @throws NotificationFailure when there is no answer in time
   */
  static ServiceAnswer send(
      HttpClient client, RequestOptions options, byte[] body, Duration timeout)
      throws InterruptedException {
    Future<ServiceAnswer> answer =
        client.request(options).compose(request -> answer(request, body, timeout));
    try {
      return answer
          .toCompletionStage()
          .toCompletableFuture()
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw NotificationFailure.temporary(
          "the service did not answer within " + timeout.toSeconds() + "s");
    } catch (ExecutionException e) {
      throw failure(e, timeout);
    }
  }

  private static NotificationFailure failure(ExecutionException e, Duration timeout) {
    Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
    String kind = cause.getClass().getSimpleName();
    if (cause instanceof TimeoutException || kind.contains("Timeout")) {
      return NotificationFailure.temporary(
          "the service did not answer within " + timeout.toSeconds() + "s");
    }
    // The message may hold the address; the kind tells enough.
    return NotificationFailure.temporary("the service could not be reached (%s)".formatted(kind));
  }

  private static Future<ServiceAnswer> answer(
      HttpClientRequest request, byte[] body, Duration timeout) {
    request.idleTimeout(timeout.toMillis());
    return request.send(Buffer.buffer(body)).compose(HttpTalk::read);
  }

  /** What is beyond the limit is neither kept nor waited for. */
  private static Future<ServiceAnswer> read(HttpClientResponse response) {
    Promise<ServiceAnswer> done = Promise.promise();
    Buffer text = Buffer.buffer();
    response.exceptionHandler(done::tryFail);
    response.endHandler(_ -> done.tryComplete(answer(response, text)));
    response.handler(
        chunk -> {
          text.appendBuffer(chunk, 0, Math.min(chunk.length(), ANSWER_LIMIT - text.length()));
          if (text.length() >= ANSWER_LIMIT) {
            done.tryComplete(answer(response, text));
            response.request().reset();
          }
        });
    return done.future();
  }

  private static ServiceAnswer answer(HttpClientResponse response, Buffer text) {
    return new ServiceAnswer(response.statusCode(), text.toString(StandardCharsets.UTF_8));
  }
}

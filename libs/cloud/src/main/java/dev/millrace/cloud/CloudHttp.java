package dev.millrace.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.safety.BoundedReads;
import dev.millrace.safety.LimitExceeded;
import dev.millrace.safety.net.Deadline;
import dev.millrace.safety.net.ProxiedClient;
import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * Short calls to cloud APIs: no redirects, a deadline, a bound for answers. The text of answers is
 * not put into errors, because it may repeat what was sent.
 */
public final class CloudHttp {
  private static final int MAX_ANSWER_BYTES = 1024 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final Duration timeout;

  /**
   * Creates the caller.
   *
   * @param client one that follows no redirects
   */
  public CloudHttp(HttpClient client, Duration timeout) {
    this.client = client;
    this.timeout = timeout;
  }

  /** One with a client of its own and 30 seconds for each call. */
  public static CloudHttp standard() {
    Duration timeout = Duration.ofSeconds(30);
    return new CloudHttp(ProxiedClient.build(client(timeout), null), timeout);
  }

  /**
   * Sends a request.
   *
   * @param what the call is for, as it should appear in errors
   * @return the body of an answer of status 2xx
   * @throws CloudException for every other answer, and when there is none
   */
  public byte[] send(HttpRequest.Builder request, String what) throws IOException {
    return send(request, what, MAX_ANSWER_BYTES);
  }

  /** {@link #send(HttpRequest.Builder, String)} with another bound for the answer. */
  public byte[] send(HttpRequest.Builder request, String what, int maxBytes) throws IOException {
    try (InputStream body = stream(request, what)) {
      return BoundedReads.readAll(body, "the answer to " + what, maxBytes);
    } catch (CloudException e) {
      throw e;
    } catch (IOException e) {
      throw new CloudException(what + " failed: " + reason(e));
    }
  }

  /**
   * Sends a request whose answer may be large. The deadline holds for the body too: reads that come
   * later fail.
   *
   * @return the body of an answer of status 2xx, to be closed by the caller
   * @throws CloudException for every other answer, and when there is none
   */
  public InputStream stream(HttpRequest.Builder request, String what) throws IOException {
    return answer(request, what).body();
  }

  /**
   * What a server answered with a status of 2xx.
   *
   * @param body to be closed by the caller; reads after the deadline fail
   */
  public record Reply(HttpHeaders headers, InputStream body) {}

  /** {@link #stream} together with the headers of the answer. */
  public Reply answer(HttpRequest.Builder request, String what) throws IOException {
    Deadline deadline = Deadline.after(timeout);
    try {
      HttpResponse<InputStream> answer =
          client.send(request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() / 100 != 2) {
        answer.body().close();
        throw refused(what, answer.statusCode());
      }
      return new Reply(answer.headers(), deadline.guard(answer.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloudException(what + " was interrupted");
    } catch (CloudException e) {
      throw e;
    } catch (IOException e) {
      throw new CloudException(what + " failed: " + reason(e));
    }
  }

  private static CloudException refused(String what, int status) {
    String hint =
        switch (status) {
          case 400 -> " (the request or the ciphertext is not accepted)";
          case 401, 403 -> " (the identity is unknown or not allowed to do this)";
          case 404 -> " (there is no such key or path)";
          case 429 -> " (too many requests)";
          default -> "";
        };
    return new CloudException(what + " was answered with HTTP status " + status + hint, status);
  }

  /** Kinds of failures only: messages of clients may hold parts of the request. */
  private static String reason(IOException e) {
    return switch (e) {
      case HttpTimeoutException _ -> "no answer in time";
      case ConnectException _ -> "no connection";
      case SSLException _ -> "the TLS handshake failed";
      case Deadline.DeadlinePassed _ -> "no answer in time";
      case LimitExceeded limit -> String.valueOf(limit.getMessage());
      default -> "the connection broke";
    };
  }

  /** {@link #send} for answers in JSON. */
  public JsonNode json(HttpRequest.Builder request, String what) throws IOException {
    byte[] body = send(request.setHeader("Accept", "application/json"), what);
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new CloudException(what + " was answered with something that is not JSON");
    }
  }

  /** One with TLS settings, a proxy and a deadline of its own. */
  public static CloudHttp of(TlsMaterial tls, Optional<ProxySettings> proxy, Duration timeout)
      throws IOException {
    HttpClient.Builder client = client(timeout);
    tls.context().ifPresent(client::sslContext);
    return new CloudHttp(ProxiedClient.build(client, proxy.orElse(null)), timeout);
  }

  private static HttpClient.Builder client(Duration timeout) {
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(timeout);
  }

  /** A JSON object as the body of a request. */
  public static HttpRequest.BodyPublisher jsonBody(Map<String, ?> fields) {
    return HttpRequest.BodyPublishers.ofString(JSON.valueToTree(fields).toString());
  }

  /** A form as the body of a request; the caller sets its content type. */
  public static HttpRequest.BodyPublisher formBody(Map<String, String> fields) {
    return HttpRequest.BodyPublishers.ofString(form(fields));
  }

  /** Fields in the encoding of forms. */
  public static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

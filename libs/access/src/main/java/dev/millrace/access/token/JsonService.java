package dev.millrace.access.token;

import dev.millrace.safety.BoundedReads;
import dev.millrace.safety.net.ProxiedClient;
import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import dev.millrace.yaml.GoJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls to a service that answers in JSON, bounded in time and size. Redirects are not followed, so
 * that credentials stay where they belong.
 */
public final class JsonService implements AutoCloseable {
  private static final long LIMIT = 4L * 1024 * 1024;
  private static final int SUCCESS = 2;

  private final HttpClient http;
  private final Duration timeout;

  /** What a service answered. */
  public record Reply(int status, java.net.http.HttpHeaders headers, String body) {
    /** Whether the call succeeded. */
    public boolean isSuccess() {
      return status / 100 == SUCCESS;
    }

    /** The body as a tree. */
    public @Nullable Object tree() throws TokenException {
      try {
        return GoJson.read(body);
      } catch (RuntimeException e) {
        throw new TokenException("the answer is no JSON", e);
      }
    }

    /** A text at the top of the body; empty text where there is none. */
    public String text(String key) throws TokenException {
      return tree() instanceof Map<?, ?> map && map.get(key) instanceof Object value
          ? String.valueOf(value)
          : "";
    }
  }

  private JsonService(HttpClient http, Duration timeout) {
    this.http = http;
    this.timeout = timeout;
  }

  /**
   * A service to be called.
   *
   * @param proxy or null
   * @param timeout of one call
   * @throws IOException when the TLS settings can't be used
   */
  public static JsonService open(TlsMaterial tls, @Nullable ProxySettings proxy, Duration timeout)
      throws IOException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1);
    tls.context().ifPresent(builder::sslContext);
    return new JsonService(ProxiedClient.build(builder, proxy), timeout);
  }

  /**
   * Makes a call.
   *
   * @param body to be sent, or null
   * @throws TokenException when there is no answer; the message names the address, never headers
   */
  public Reply call(String method, URI address, Map<String, String> headers, @Nullable String body)
      throws TokenException {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(address)
              .timeout(timeout)
              .method(
                  method,
                  body == null
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(body));
      headers.forEach(request::header);
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream stream = response.body()) {
        byte[] bytes = BoundedReads.readAll(stream, "the answer of " + address.getHost(), LIMIT);
        return new Reply(
            response.statusCode(), response.headers(), new String(bytes, StandardCharsets.UTF_8));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new TokenException(
          "no answer from %s: %s".formatted(withoutQuery(address), e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TokenException(
          "the call to %s was interrupted".formatted(withoutQuery(address)), e);
    }
  }

  private static String withoutQuery(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}

package dev.millrace.controller.notification.statuspage.viewer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.safety.BoundedReads;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The API server as viewers reach it: its address and its certificate authority are the
 * controller's, the identity is the viewer's alone. That is why this is not the controller's
 * client: a client certificate or a token of its own could win over the viewer's.
 */
public final class ApiServer implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int MOST_AT_ONCE = 32;
  private static final long LARGEST = 32L * 1024 * 1024;
  private static final int DEEPEST = 10_000;
  private static final TypeReference<Map<String, @Nullable Object>> TREE = new TypeReference<>() {};
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
              .build());

  private final String address;
  private final HttpClient http;
  private final Semaphore slots = new Semaphore(MOST_AT_ONCE);

  private ApiServer(String address, HttpClient http) {
    this.address = address;
    this.http = http;
  }

  /** The API server of a configuration, without the identity in it. */
  public static ApiServer of(Config config) {
    Config anonymous =
        new ConfigBuilder()
            .withAutoConfigure(false)
            .withMasterUrl(config.getMasterUrl())
            .withCaCertFile(config.getCaCertFile())
            .withCaCertData(config.getCaCertData())
            .withTrustCerts(config.isTrustCerts())
            .build();
    try {
      HttpClient.Builder http =
          HttpClient.newBuilder()
              .connectTimeout(CONNECT_TIMEOUT)
              .followRedirects(HttpClient.Redirect.NEVER)
              .proxy(HttpClient.Builder.NO_PROXY);
      String address = config.getMasterUrl().replaceFirst("/+$", "");
      if (address.startsWith("https:")) {
        http.sslContext(SSLUtils.sslContext(anonymous));
      }
      return new ApiServer(address, http.build());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(
          "the certificate authority of the API server can't be read", e);
    }
  }

  /**
   * Reads an object or a list.
   *
   * @param path with its query; parts of it that are not ours have to be encoded
   * @throws TokenRefused if the API server does not know the viewer
   */
  ApiAnswer get(ViewerToken token, String path) {
    return send(request(token, path).GET().build());
  }

  /**
   * Asks by an object that is not stored, such as a review.
   *
   * @throws TokenRefused if the API server does not know the viewer
   */
  ApiAnswer ask(ViewerToken token, String path, String json) {
    return send(
        request(token, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder request(ViewerToken token, String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .timeout(TIMEOUT)
        .header("Authorization", token.header())
        .header("Accept", "application/json")
        .header("User-Agent", "millrace-status-page");
  }

  private ApiAnswer send(HttpRequest request) {
    try {
      slots.acquire();
      try {
        return answer(http.send(request, BodyHandlers.ofInputStream()));
      } finally {
        slots.release();
      }
    } catch (IOException _) {
      return new ApiAnswer.Unusable();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new ApiAnswer.Unusable();
    }
  }

  private static ApiAnswer answer(HttpResponse<InputStream> response) throws IOException {
    try (InputStream body = response.body()) {
      return switch (response.statusCode()) {
        case 200, 201 ->
            new ApiAnswer.Found(
                JSON.readValue(
                    BoundedReads.readAll(body, "the answer of the API server", LARGEST), TREE));
        case 401 -> throw TokenRefused.byApiServer();
        case 403 -> new ApiAnswer.Forbidden();
        case 404 -> new ApiAnswer.Missing();
        default -> new ApiAnswer.Unusable();
      };
    }
  }
}

package dev.millrace.oci.registry;

import dev.millrace.oci.RegistryAccess;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.RegistryException.Reason;
import dev.millrace.safety.net.Deadline;
import dev.millrace.safety.net.Origin;
import dev.millrace.safety.net.ProxiedClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and follows redirects. The {@code Authorization} header goes to the origin of the
 * first request only, and never from HTTPS to HTTP.
 */
final class Http implements AutoCloseable {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final HttpClient client;
  private final int maxRedirects;

  private Http(HttpClient client, int maxRedirects) {
    this.client = client;
    this.maxRedirects = maxRedirects;
  }

  static Http open(RegistryAccess access) throws IOException {
    var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(access.timeout());
    access.tls().context().ifPresent(client::sslContext);
    return new Http(ProxiedClient.build(client, access.proxy()), access.limits().redirects());
  }

  /**
   * Sends a request.
   *
   * @param authorization the header's value, or null
   */
  Answer send(Call call, @Nullable String authorization, Deadline deadline)
      throws RegistryException {
    var origin = Origin.of(call.target());
    var current = call;
    for (int redirects = 0; ; redirects++) {
      boolean sameOrigin = Origin.of(current.target()).equals(origin);
      var answer = sendOnce(current, sameOrigin ? authorization : null, deadline);
      if (!REDIRECTS.contains(answer.status()) || answer.header("Location").isEmpty()) {
        return answer;
      }
      closeQuietly(answer);
      if (redirects == maxRedirects) {
        throw new RegistryException(
            Reason.LIMIT, "%s: more than %d redirects".formatted(call, maxRedirects));
      }
      current = current.to(redirected(current, answer.header("Location").orElseThrow()));
    }
  }

  private static URI redirected(Call call, String location) throws RegistryException {
    URI target;
    try {
      target = call.target().resolve(location);
    } catch (IllegalArgumentException e) {
      throw new RegistryException(
          Reason.MALFORMED, call + ": the redirect leads to something that is no URL");
    }
    boolean https = "https".equals(target.getScheme());
    boolean http = "http".equals(target.getScheme());
    boolean downgrade = http && "https".equals(call.target().getScheme());
    if (target.getHost() == null || downgrade || !(http || https)) {
      throw new RegistryException(
          Reason.OTHER, call + ": the redirect to another scheme or no host is not followed");
    }
    return target;
  }

  private Answer sendOnce(Call call, @Nullable String authorization, Deadline deadline)
      throws RegistryException {
    var request =
        HttpRequest.newBuilder(call.target())
            .method(call.method(), call.body())
            .timeout(deadline.left())
            .setHeader("User-Agent", "millrace");
    call.headers().forEach(request::setHeader);
    if (authorization != null) {
      request.setHeader("Authorization", authorization);
    }
    try {
      if (deadline.isOver()) {
        throw deadline.passed();
      }
      var response = client.send(request.build(), BodyHandlers.ofInputStream());
      return new Answer(
          call, response.statusCode(), response.headers(), deadline.guard(response.body()));
    } catch (IOException e) {
      throw Failures.failed(call, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(Reason.OTHER, call + ": interrupted", e);
    }
  }

  private static void closeQuietly(Answer answer) {
    try {
      answer.close();
    } catch (IOException e) {
      // The answer is not used; the next request reports what is wrong with the network.
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}

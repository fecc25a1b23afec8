package dev.millrace.safety.net;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * A client that tells its proxy at once who it is. The JDK's way, an {@link Authenticator}, answers
 * for servers as well: requests without credentials that a server answers with 401 would fail in
 * the client, and nobody could read the server's challenge.
 *
 * <p>The login for an {@code https} target only reaches the proxy when the program starts with the
 * system property {@value #TUNNEL_LOGINS} set to the empty text.
 */
public final class ProxiedClient extends HttpClient {
  /** Which ways to log in the JDK keeps from proxies that make tunnels. */
  public static final String TUNNEL_LOGINS = "jdk.http.auth.tunneling.disabledSchemes";

  private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";

  private final HttpClient client;
  private final ProxyChoice choice;

  private ProxiedClient(HttpClient client, ProxyChoice choice) {
    this.client = client;
    this.choice = choice;
  }

  /**
   * Builds a client that goes through a proxy, or through those of the process where none is given.
   *
   * @param proxy null for those of the process
   */
  public static HttpClient build(HttpClient.Builder builder, @Nullable ProxySettings proxy) {
    if (proxy != null) {
      return build(builder, ProxyChoice.of(proxy));
    }
    return ProxySelector.getDefault() instanceof ProxyChoice choice
        ? build(builder, choice)
        : builder.build();
  }

  private static HttpClient build(HttpClient.Builder builder, ProxyChoice choice) {
    return new ProxiedClient(builder.proxy(choice).build(), choice);
  }

  private HttpRequest introduced(HttpRequest request) {
    return choice
        .forTarget(request.uri())
        .flatMap(ProxySettings::authorization)
        .map(
            login ->
                HttpRequest.newBuilder(request, (_, _) -> true)
                    .setHeader(PROXY_AUTHORIZATION, login.reveal())
                    .build())
        .orElse(request);
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body)
      throws IOException, InterruptedException {
    return client.send(introduced(request), body);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> body) {
    return client.sendAsync(introduced(request), body);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> body, @Nullable PushPromiseHandler<T> pushes) {
    return client.sendAsync(introduced(request), body, pushes);
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }

  @Override
  public void shutdown() {
    client.shutdown();
  }

  @Override
  public void shutdownNow() {
    client.shutdownNow();
  }

  @Override
  public boolean awaitTermination(Duration duration) throws InterruptedException {
    return client.awaitTermination(duration);
  }

  @Override
  public boolean isTerminated() {
    return client.isTerminated();
  }

  @Override
  public void close() {
    client.close();
  }
}

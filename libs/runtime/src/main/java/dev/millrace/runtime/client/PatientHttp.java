package dev.millrace.runtime.client;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpClient;
import io.fabric8.kubernetes.client.http.StandardHttpClientBuilder;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.http.StandardWebSocketBuilder;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketResponse;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes clients for the API server that send a request again when its connection was closed before
 * there was an answer, as the HTTP client of Go does and that of fabric8 does not. Connections are
 * used many times, and a server that restarts or has too much to do closes them just when the next
 * request is on its way. Without this, one such moment ends a controller that is starting.
 *
 * <p>Requests that may not be done twice, which are the POSTs, fail as before.
 */
public final class PatientHttp implements HttpClient.Factory {
  private static final Set<String> REPEATABLE =
      Set.of("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE");

  /** More than two closed connections in a row are no coincidence but a server that is gone. */
  private static final int ATTEMPTS = 3;

  private final HttpClient.Factory transports;

  /** Makes clients over those that fabric8 would take. */
  public PatientHttp() {
    this.transports = HttpClientUtils.getHttpClientFactory();
  }

  @Override
  public HttpClient.Builder newBuilder() {
    return new ClientBuilder(this);
  }

  private static final class ClientBuilder
      extends StandardHttpClientBuilder<Client, PatientHttp, ClientBuilder> {

    ClientBuilder(PatientHttp factory) {
      super(factory);
    }

    @Override
    protected ClientBuilder newInstance(PatientHttp factory) {
      return new ClientBuilder(factory);
    }

    @Override
    public Client build() {
      if (client != null) {
        return new Client(this, client.getClosed(), client.transport);
      }
      addProxyAuthInterceptor();
      return new Client(this, new AtomicBoolean(), transport());
    }

    /** A client without interceptors: those of this builder stand in front of it. */
    private StandardHttpClient<?, ?, ?> transport() {
      HttpClient.Builder transport = clientFactory.transports.newBuilder();
      if (connectTimeout != null) {
        transport.connectTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS);
      }
      if (sslContext != null) {
        transport.sslContext(keyManagers, trustManagers);
      }
      if (tlsVersions != null) {
        transport.tlsVersions(tlsVersions);
      }
      if (followRedirects) {
        transport.followAllRedirects();
      }
      if (preferHttp11) {
        transport.preferHttp11();
      }
      transport.tlsServerName(tlsServerName);
      transport.proxyType(proxyType);
      transport.proxyAddress(proxyAddress);
      transport.proxyAuthorization(proxyAuthorization);
      return (StandardHttpClient<?, ?, ?>) transport.build();
    }
  }

  private static final class Client extends StandardHttpClient<Client, PatientHttp, ClientBuilder> {
    private final StandardHttpClient<?, ?, ?> transport;

    Client(ClientBuilder builder, AtomicBoolean closed, StandardHttpClient<?, ?, ?> transport) {
      super(builder, closed);
      this.transport = transport;
    }

    @Override
    public CompletableFuture<HttpResponse<AsyncBody>> consumeBytesDirect(
        StandardHttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
      return attempt(request, consumer, REPEATABLE.contains(request.method()) ? ATTEMPTS : 1);
    }

    private CompletableFuture<HttpResponse<AsyncBody>> attempt(
        StandardHttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer, int attempts) {
      CompletableFuture<HttpResponse<AsyncBody>> answer =
          transport.consumeBytesDirect(request, consumer);
      if (attempts == 1) {
        return answer;
      }
      return answer.exceptionallyCompose(
          failure ->
              isClosedConnection(failure)
                  ? attempt(request, consumer, attempts - 1)
                  : CompletableFuture.failedFuture(failure));
    }

    private static boolean isClosedConnection(Throwable failure) {
      Throwable reason = failure instanceof CompletionException ? failure.getCause() : failure;
      return reason instanceof HttpClosedException
          || reason instanceof SocketException && !(reason instanceof ConnectException);
    }

    @Override
    public CompletableFuture<WebSocketResponse> buildWebSocketDirect(
        StandardWebSocketBuilder webSocket, WebSocket.Listener listener) {
      return transport.buildWebSocketDirect(webSocket, listener);
    }

    @Override
    protected void doClose() {
      transport.close();
    }
  }
}

package dev.millrace.controller.notification.transport;

import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.safety.net.EgressPolicy;
import dev.millrace.safety.net.EnvironmentProxies;
import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes exchanges for Providers. Those without proxy and certificates share their connections. */
public final class Transport implements AutoCloseable {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int IDLE_SECONDS = 30;
  private static final int MOST_CONNECTIONS = 20;

  private final Vertx vertx;
  private final AllowedTargets targets;
  private final EnvironmentProxies environment;
  private final NameResolver names;
  private final HttpClient shared;

  /**
   * Resolves names as the system does.
   *
   * @param environment the proxies for routes that name none
   */
  public Transport(Vertx vertx, EgressPolicy policy, EnvironmentProxies environment) {
    this(vertx, policy, environment, NameResolver.SYSTEM);
  }

  Transport(Vertx vertx, EgressPolicy policy, EnvironmentProxies environment, NameResolver names) {
    this.vertx = vertx;
    this.targets = new AllowedTargets(policy);
    this.environment = environment;
    this.names = names;
    this.shared = vertx.createHttpClient(options());
  }

  /**
   * The exchange for a route. It fails when the route's certificates or its proxy can't be used.
   */
  public Exchange exchange(Route route) {
    return request -> {
      Optional<ProxyOptions> proxy = proxy(route, request.uri());
      if (proxy.isEmpty() && route.tls().isDefault()) {
        return new PinnedExchange(shared, this::allowed, route.timeout()).send(request);
      }
      HttpClient own = vertx.createHttpClient(options(route.tls(), proxy));
      try {
        return exchange(own, proxy.isPresent(), route.timeout()).send(request);
      } finally {
        own.close();
      }
    };
  }

  @Override
  public void close() {
    shared.close();
  }

  /** A proxy looks names up itself; only a target that is an address can be judged here. */
  private Exchange exchange(HttpClient client, boolean isProxied, Duration timeout) {
    return isProxied
        ? new ProxiedExchange(client, targets, timeout)
        : new PinnedExchange(client, this::allowed, timeout);
  }

  private InetAddress allowed(String host) {
    try {
      return targets.require(names.resolve(host));
    } catch (UnknownHostException _) {
      throw NotificationFailure.temporary("the host of the provider's address is not known");
    }
  }

  private static HttpClientOptions options(TlsMaterial tls, Optional<ProxyOptions> proxy) {
    HttpClientOptions options = options();
    checkUsable(tls);
    if (tls.authorities() != null) {
      options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(tls.authorities())));
    }
    if (tls.certificate() != null && tls.key() != null) {
      options.setKeyCertOptions(
          new PemKeyCertOptions()
              .addCertValue(Buffer.buffer(tls.certificate()))
              .addKeyValue(Buffer.buffer(tls.key().reveal())));
    }
    proxy.ifPresent(options::setProxyOptions);
    return options;
  }

  private static void checkUsable(TlsMaterial tls) {
    try {
      tls.context();
    } catch (IOException e) {
      throw new NotificationFailure(
          "the certificates of the provider: " + Objects.requireNonNull(e.getMessage()));
    }
  }

  /** A proxy that a user named has to be allowed; those of the environment are the operator's. */
  private Optional<ProxyOptions> proxy(Route route, URI target) {
    ProxySettings own = route.proxy();
    return own == null
        ? environment.forTarget(target).map(proxy -> options(proxy, proxy.address().getHost()))
        : Optional.of(options(own, allowed(own.address().getHost()).getHostAddress()));
  }

  private static ProxyOptions options(ProxySettings proxy, String host) {
    int port = proxy.address().getPort();
    ProxyOptions options =
        new ProxyOptions().setType(ProxyType.HTTP).setHost(host).setPort(port < 0 ? 80 : port);
    if (proxy.username() != null && proxy.password() != null) {
      options.setUsername(proxy.username()).setPassword(proxy.password().reveal());
    }
    return options;
  }

  private static HttpClientOptions options() {
    return new HttpClientOptions()
        .setConnectTimeout(CONNECT_MILLIS)
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setMaxPoolSize(MOST_CONNECTIONS)
        .setDecompressionSupported(false);
  }
}

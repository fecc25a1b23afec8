package dev.millrace.safety.net;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Decides for each target over which proxy it is reached. */
abstract class ProxyChoice extends ProxySelector {
  /** The proxy that an object names: for all but what only this node can reach. */
  static ProxyChoice of(ProxySettings proxy) {
    return new ProxyChoice() {
      @Override
      public Optional<ProxySettings> forTarget(URI target) {
        return DirectTargets.isLinkLocal(target) ? Optional.empty() : Optional.of(proxy);
      }
    };
  }

  /** The proxy for requests to a target; empty when it is reached directly. */
  public abstract Optional<ProxySettings> forTarget(URI target);

  @Override
  public final List<Proxy> select(URI target) {
    return List.of(
        forTarget(target)
            .map(proxy -> new Proxy(Proxy.Type.HTTP, proxy.socketAddress()))
            .orElse(Proxy.NO_PROXY));
  }

  @Override
  public final void connectFailed(URI target, SocketAddress proxy, IOException failure) {
    // The client reports the failure; there is no other proxy to turn to.
  }
}

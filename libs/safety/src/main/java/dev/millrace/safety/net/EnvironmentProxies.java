package dev.millrace.safety.net;

import dev.millrace.safety.Sensitive;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that the environment of a process names in {@code HTTP_PROXY}, {@code HTTPS_PROXY}
 * and {@code NO_PROXY}, or in the same names in lower case. As the default of the process they
 * count where an object names no proxy itself, as in Flux.
 */
public final class EnvironmentProxies extends ProxyChoice {
  private final Optional<ProxySettings> plain;
  private final Optional<ProxySettings> secure;
  private final DirectTargets direct;

  private EnvironmentProxies(
      Optional<ProxySettings> plain, Optional<ProxySettings> secure, DirectTargets direct) {
    this.plain = plain;
    this.secure = secure;
    this.direct = direct;
  }

  /**
   * Reads an environment.
   *
   * @throws IllegalArgumentException when a variable holds no address of a proxy; the message names
   *     the variable and not what it holds
   */
  public static EnvironmentProxies of(Map<String, String> environment) {
    return new EnvironmentProxies(
        proxy(environment, "HTTP_PROXY", "http_proxy"),
        proxy(environment, "HTTPS_PROXY", "https_proxy"),
        DirectTargets.parse(value(environment, "NO_PROXY", "no_proxy")));
  }

  /** Those that were made the default of the process; none when nobody did. */
  public static EnvironmentProxies ofProcess() {
    return ProxySelector.getDefault() instanceof EnvironmentProxies proxies
        ? proxies
        : of(Map.of());
  }

  private static Optional<ProxySettings> proxy(
      Map<String, String> environment, String name, String lower) {
    String address = value(environment, name, lower);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ProxySettings.parse(Sensitive.of(address)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the environment variable %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static String value(Map<String, String> environment, String name, String lower) {
    String value = environment.getOrDefault(name, "").strip();
    return value.isEmpty() ? environment.getOrDefault(lower, "").strip() : value;
  }

  @Override
  public Optional<ProxySettings> forTarget(URI target) {
    Optional<ProxySettings> proxy = "https".equalsIgnoreCase(target.getScheme()) ? secure : plain;
    return proxy.filter(_ -> !direct.cover(target));
  }
}

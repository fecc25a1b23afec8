package dev.millrace.controller.notification.config;

import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.notification.Provider;
import dev.millrace.api.notification.ProviderSpec;
import dev.millrace.controller.notification.cloud.AccountRule;
import dev.millrace.controller.notification.dispatch.Providers;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.Routing;
import dev.millrace.controller.notification.transport.Route;
import dev.millrace.controller.notification.transport.Transport;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.runtime.secret.SecretValues;
import dev.millrace.safety.Sensitive;
import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads Providers and the Secrets they name. */
final class ClusterProviders implements Providers {
  private static final String FORMAT = "millrace.dev/format";

  private final KnownObjects known;
  private final SecretReader secrets;
  private final Transport transport;
  private final AccountRule accounts;

  ClusterProviders(
      KnownObjects known, SecretReader secrets, Transport transport, AccountRule accounts) {
    this.known = known;
    this.secrets = secrets;
    this.transport = transport;
    this.accounts = accounts;
  }

  @Override
  public Optional<Provider> find(String namespace, String name) {
    return known.provider(namespace, name);
  }

  @Override
  public ProviderSettings settings(Provider provider) {
    ProviderSpec spec = provider.spec();
    accounts.check(orEmpty(spec.serviceAccountName()));
    Map<String, String> secret = secret(provider);
    return new ProviderSettings(
        spec.type(),
        Sensitive.of(secret.getOrDefault("address", orEmpty(spec.address())).strip()),
        orEmpty(spec.channel()),
        secret.getOrDefault("username", orEmpty(spec.username())),
        Sensitive.of(secret.getOrDefault("token", "").strip()),
        Sensitive.of(secret.getOrDefault("password", "").strip()),
        Sensitive.of(headers(secret.getOrDefault("headers", ""))),
        new ProviderSettings.Identity(
            provider.getMetadata().getNamespace(),
            provider.getMetadata().getName(),
            orEmpty(provider.getMetadata().getUid()),
            orEmpty(spec.serviceAccountName())),
        Sensitive.of(secret),
        Objects.requireNonNullElse(
                provider.getMetadata().getAnnotations(), Map.<String, String>of())
            .getOrDefault(FORMAT, ""));
  }

  @Override
  public Exchange exchange(Provider provider) {
    return transport.exchange(
        new Route(tls(provider), proxy(provider), provider.spec().timeout().asDuration()));
  }

  private TlsMaterial tls(Provider provider) {
    LocalObjectReference reference = certificates(provider.spec());
    if (reference == null || reference.name().isEmpty()) {
      return TlsMaterial.none();
    }
    try {
      return values(provider, reference).tls(GeneralReason.FAILED).withoutSystem();
    } catch (ReconcileFailure e) {
      throw new NotificationFailure(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The Secret with the token for commit statuses may hold the certificates as well, as in Flux.
   */
  static @Nullable LocalObjectReference certificates(ProviderSpec spec) {
    return spec.certSecretRef() == null && Routing.isCommitStatus(spec.type())
        ? spec.secretRef()
        : spec.certSecretRef();
  }

  /** The Secret of the proxy counts before the key of the Provider's own, and that before spec. */
  private @Nullable ProxySettings proxy(Provider provider) {
    LocalObjectReference reference = provider.spec().proxySecretRef();
    try {
      if (reference != null && !reference.name().isEmpty()) {
        return values(provider, reference).proxy(GeneralReason.FAILED);
      }
      String address = secret(provider).getOrDefault("proxy", orEmpty(provider.spec().proxy()));
      return address.isBlank() ? null : ProxySettings.parse(Sensitive.of(address.strip()));
    } catch (ReconcileFailure | IllegalArgumentException e) {
      throw new NotificationFailure("the proxy of the provider: " + e.getMessage());
    }
  }

  private Map<String, String> secret(Provider provider) {
    LocalObjectReference reference = provider.spec().secretRef();
    return reference == null || reference.name().isEmpty()
        ? Map.of()
        : values(provider, reference).texts();
  }

  private SecretValues values(Provider provider, LocalObjectReference reference) {
    return secrets
        .find(provider.getMetadata().getNamespace(), reference.name())
        .orElseThrow(
            () -> new NotificationFailure("Secret '%s' not found".formatted(reference.name())));
  }

  private static Map<String, String> headers(String yaml) {
    Map<String, String> headers = new LinkedHashMap<>();
    try {
      if (!yaml.isBlank() && YamlReader.sigs().read(yaml) instanceof Map<?, ?> map) {
        map.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
      }
    } catch (YamlException e) {
      throw new NotificationFailure("the key 'headers' of the Secret is not a YAML map");
    }
    return headers;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}

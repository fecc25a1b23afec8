package dev.millrace.controller.notification.config;

import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.notification.Provider;
import dev.millrace.api.notification.ProviderSpec;
import dev.millrace.controller.notification.dispatch.AlertDispatch;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.runtime.secret.ClusterSecrets;
import dev.millrace.runtime.secret.SecretValues;
import dev.millrace.safety.Sensitive;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads Providers and the Secrets they name. */
final class ClusterProviders implements AlertDispatch.Providers {
  private final KnownObjects known;
  private final KubernetesClient client;

  ClusterProviders(KnownObjects known, KubernetesClient client) {
    this.known = known;
    this.client = client;
  }

  @Override
  public Optional<Provider> find(String namespace, String name) {
    return known.provider(namespace, name);
  }

  @Override
  public ProviderSettings settings(Provider provider) {
    Map<String, String> secret = secret(provider);
    ProviderSpec spec = provider.spec();
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
        Sensitive.of(secret));
  }

  private Map<String, String> secret(Provider provider) {
    LocalObjectReference reference = provider.spec().secretRef();
    if (reference == null || reference.name().isEmpty()) {
      return Map.of();
    }
    return new ClusterSecrets(client)
        .find(provider.getMetadata().getNamespace(), reference.name())
        .map(SecretValues::texts)
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

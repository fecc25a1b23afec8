package dev.millrace.controller.notification.config;

import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.notification.Provider;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads Providers and the Secrets they name. */
final class ClusterProviders implements AlertDispatch.Providers {
  private static final int UID_PART = 8;

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
    String address = secret.getOrDefault("address", orEmpty(provider.spec().address())).strip();
    return new ProviderSettings(
        provider.spec().type(),
        Sensitive.of(address),
        orEmpty(provider.spec().channel()),
        secret.getOrDefault("username", orEmpty(provider.spec().username())),
        Sensitive.of(secret.getOrDefault("token", "").strip()),
        Sensitive.of(secret.getOrDefault("password", "").strip()),
        headers(secret.getOrDefault("headers", "")),
        provider.getMetadata().getUid(),
        commitStatus(provider));
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

  /** The identifier that tells the statuses of different clusters on one commit apart. */
  private static String commitStatus(Provider provider) {
    String uid = orEmpty(provider.getMetadata().getUid());
    return uid.substring(0, Math.min(UID_PART, uid.length())).toLowerCase(Locale.ROOT);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}

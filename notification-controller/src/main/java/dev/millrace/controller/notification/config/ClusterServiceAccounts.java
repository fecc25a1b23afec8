package dev.millrace.controller.notification.config;

import dev.millrace.controller.notification.cloud.ServiceAccounts;
import dev.millrace.controller.notification.provider.NotificationFailure;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Objects;

/** The ServiceAccounts of a real cluster. */
final class ClusterServiceAccounts implements ServiceAccounts {
  private static final long SECONDS = 3600;

  private final KubernetesClient client;

  ClusterServiceAccounts(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Map<String, String> annotations(String namespace, String name) {
    ServiceAccount account = client.serviceAccounts().inNamespace(namespace).withName(name).get();
    if (account == null) {
      throw new NotificationFailure("ServiceAccount '%s/%s' not found".formatted(namespace, name));
    }
    return Objects.requireNonNullElse(account.getMetadata().getAnnotations(), Map.of());
  }

  @Override
  public String token(String namespace, String name, String audience) {
    TokenRequest request =
        new TokenRequestBuilder()
            .withNewSpec()
            .withAudiences(audience)
            .withExpirationSeconds(SECONDS)
            .endSpec()
            .build();
    try {
      return client
          .serviceAccounts()
          .inNamespace(namespace)
          .withName(name)
          .tokenRequest(request)
          .getStatus()
          .getToken();
    } catch (KubernetesClientException e) {
      throw new NotificationFailure(
          "the API server gave no token for ServiceAccount '%s/%s' (%d)"
              .formatted(namespace, name, e.getCode()));
    }
  }
}

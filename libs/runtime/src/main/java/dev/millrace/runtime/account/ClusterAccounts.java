package dev.millrace.runtime.account;

import dev.millrace.cloud.workload.WorkloadAccount;
import dev.millrace.safety.Sensitive;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The ServiceAccounts of the own cluster. */
public final class ClusterAccounts {
  /** How long tokens live. */
  public static final Duration TOKEN_LIFE = Duration.ofHours(1);

  private final KubernetesClient client;

  /** Looks them up, and asks for their tokens, as the controller. */
  public ClusterAccounts(KubernetesClient client) {
    this.client = client;
  }

  /**
   * A ServiceAccount.
   *
   * @throws IllegalArgumentException if it does not exist
   */
  public WorkloadAccount find(String namespace, String name) {
    ServiceAccount found = client.serviceAccounts().inNamespace(namespace).withName(name).get();
    if (found == null) {
      throw new IllegalArgumentException(
          "the service account '%s/%s' does not exist".formatted(namespace, name));
    }
    Map<String, String> annotations =
        Objects.requireNonNullElse(found.getMetadata().getAnnotations(), Map.<String, String>of());
    return new Account(this, namespace, name, Map.copyOf(annotations));
  }

  /**
   * A token of a ServiceAccount.
   *
   * @param audiences who is to accept it
   */
  public Sensitive<String> token(String namespace, String name, List<String> audiences)
      throws IOException {
    TokenRequest request =
        new TokenRequestBuilder()
            .withNewSpec()
            .withAudiences(audiences)
            .withExpirationSeconds(TOKEN_LIFE.toSeconds())
            .endSpec()
            .build();
    try {
      TokenRequest answer =
          client.serviceAccounts().inNamespace(namespace).withName(name).tokenRequest(request);
      return Sensitive.of(answer.getStatus().getToken());
    } catch (KubernetesClientException e) {
      throw new IOException(
          "the API server gives no token of the service account '%s/%s' (status %d)"
              .formatted(namespace, name, e.getCode()),
          e);
    }
  }

  private record Account(
      ClusterAccounts accounts, String namespace, String name, Map<String, String> annotations)
      implements WorkloadAccount {
    @Override
    public Sensitive<String> token(String audience) throws IOException {
      return accounts.token(namespace, name, List.of(audience));
    }
  }
}

package dev.millrace.runtime.secret;

import dev.millrace.safety.Sensitive;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Secrets of the cluster, read anew each time: they are not kept in memory. */
public final class ClusterSecrets implements SecretReader {
  private final KubernetesClient client;

  /** Reads with the controller's own permissions. */
  public ClusterSecrets(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<Map<String, Sensitive<byte[]>>> read(String namespace, String name) {
    Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
    return Optional.ofNullable(secret).map(ClusterSecrets::decoded);
  }

  private static Map<String, Sensitive<byte[]>> decoded(Secret secret) {
    Map<String, Sensitive<byte[]>> data = new HashMap<>();
    if (secret.getData() != null) {
      secret
          .getData()
          .forEach((key, value) -> data.put(key, Sensitive.of(Base64.getDecoder().decode(value))));
    }
    return data;
  }
}

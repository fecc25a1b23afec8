package dev.millrace.bench.process;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The service account of a controller: the audit log tells its requests from all others. */
public final class ControllerAccount {
  /** Where all these accounts are. */
  static final String NAMESPACE = "flux-system";

  private static final long TOKEN_SECONDS = 7_200;

  private final String name;
  private final Path kubeconfig;

  private ControllerAccount(String name, Path kubeconfig) {
    this.name = name;
    this.kubeconfig = kubeconfig;
  }

  /** Makes an account that may do everything, and writes its kubeconfig into a folder. */
  public static ControllerAccount create(KubernetesClient client, String name, Path folder) {
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .serverSideApply();
    client
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .build())
        .serverSideApply();
    client
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                .addNewSubject("", "ServiceAccount", name, NAMESPACE)
                .build())
        .serverSideApply();
    Path file = folder.resolve(name + ".kubeconfig");
    try {
      Files.writeString(file, kubeconfig(client.getConfiguration(), token(client, name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ControllerAccount(name, file);
  }

  /** As the audit log names it. */
  public String user() {
    return "system:serviceaccount:" + NAMESPACE + ":" + name;
  }

  /** The namespace of the controller. */
  public String namespace() {
    return NAMESPACE;
  }

  /** With the credentials of the account. */
  public Path kubeconfig() {
    return kubeconfig;
  }

  private static String token(KubernetesClient client, String name) {
    TokenRequest request =
        new TokenRequestBuilder()
            .withNewSpec()
            .withExpirationSeconds(TOKEN_SECONDS)
            .endSpec()
            .build();
    return client
        .serviceAccounts()
        .inNamespace(NAMESPACE)
        .withName(name)
        .tokenRequest(request)
        .getStatus()
        .getToken();
  }

  private static String kubeconfig(Config config, String token) {
    return """
    apiVersion: v1
    kind: Config
    clusters:
    - name: bench
      cluster: {server: "%s", certificate-authority-data: %s}
    users:
    - name: controller
      user: {token: %s}
    contexts:
    - name: bench
      context: {cluster: bench, user: controller}
    current-context: bench
    """
        .formatted(config.getMasterUrl(), config.getCaCertData(), token);
  }
}

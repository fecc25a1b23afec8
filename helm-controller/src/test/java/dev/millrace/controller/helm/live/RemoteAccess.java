package dev.millrace.controller.helm.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;

/** Ways into the API server of the tests that a HelmRelease can name, all called {@code remote}. */
final class RemoteAccess {
  private RemoteAccess() {}

  /** A kubeconfig with the token of a service account of the scene. */
  static String kubeconfig(Scene scene, String account) {
    return """
    apiVersion: v1
    kind: Config
    current-context: c
    contexts: [{name: c, context: {cluster: k, user: u}}]
    clusters:
    - name: k
      cluster: {server: "%s", certificate-authority-data: %s}
    users:
    - name: u
      user:
        token: %s
    """
        .formatted(address(scene), authority(scene), scene.token(account));
  }

  static String administratorKubeconfig(Scene scene) {
    try {
      return Files.readString(scene.kubeconfig());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the Secret with a kubeconfig. */
  static void secret(Scene scene, String kubeconfig) {
    scene.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: remote}
        stringData:
          value: |
        %s\
        """
            .formatted(kubeconfig.indent(4)));
  }

  /** Makes the ConfigMap that leads here with the token of a service account of the scene. */
  static void configMap(Scene scene, String account) {
    String certificates =
        new String(Base64.getDecoder().decode(authority(scene)), StandardCharsets.UTF_8);
    scene.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: remote}
        data:
          provider: generic
          address: %s
          audiences: "[https://kubernetes.default.svc.cluster.local]"
          serviceAccountName: %s
          ca.crt: |
        %s\
        """
            .formatted(address(scene), account, certificates.indent(4)));
  }

  private static String address(Scene scene) {
    return scene.client().getConfiguration().getMasterUrl().replaceAll("/$", "");
  }

  private static String authority(Scene scene) {
    return scene.client().getConfiguration().getCaCertData();
  }
}

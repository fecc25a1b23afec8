package dev.millrace.controller.kustomize.decrypt;

import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Vault and OpenBao servers that an operator lets service accounts log in to ({@code
 * --sops-vault-configmap}), read anew each time.
 *
 * @param namespace of the controller
 * @param name of the ConfigMap; empty for no servers
 */
public record VaultServers(KubernetesClient client, String namespace, String name) {
  private static final String KEY = "config.yaml";

  /**
   * For each address of a server the path of its login.
   *
   * @throws IllegalArgumentException if the ConfigMap does not exist or makes no sense
   */
  Map<String, String> loginPaths() {
    if (name.isEmpty()) {
      return Map.of();
    }
    ConfigMap map = client.configMaps().inNamespace(namespace).withName(name).get();
    if (map == null || map.getData() == null || !map.getData().containsKey(KEY)) {
      throw problem("does not exist or has no entry '" + KEY + "'");
    }
    return read(map.getData().get(KEY));
  }

  private Map<String, String> read(String text) {
    try {
      if (YamlReader.sigs().read(text) instanceof Map<?, ?> tree
          && tree.get("instances") instanceof List<?> instances) {
        Map<String, String> paths = new LinkedHashMap<>();
        instances.forEach(each -> add(paths, each));
        return paths;
      }
    } catch (YamlException _) {
      // said below
    }
    throw problem("has an entry '" + KEY + "' without a list 'instances'");
  }

  private void add(Map<String, String> paths, Object instance) {
    if (instance instanceof Map<?, ?> fields
        && fields.get("address") instanceof String address
        && fields.get("loginPath") instanceof String path) {
      paths.put(address, path);
      return;
    }
    throw problem("has an instance without 'address' or 'loginPath'");
  }

  private IllegalArgumentException problem(String what) {
    return new IllegalArgumentException(
        "the ConfigMap '%s/%s' of --sops-vault-configmap %s".formatted(namespace, name, what));
  }
}

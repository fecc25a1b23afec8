package dev.millrace.cluster.target;

import dev.millrace.safety.Sensitive;
import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Clusters that ConfigMaps describe, reached with tokens instead of stored credentials ({@code
 * spec.kubeConfig.configMapRef}, FLUX.md 1.14).
 */
public final class DescribedClusters {
  private static final String GENERIC = "generic";
  private static final String NAME = "remote";

  private final KubernetesClient client;
  private final AccountTokens tokens;
  private final Optional<String> defaultAccount;

  private DescribedClusters(
      KubernetesClient client, AccountTokens tokens, Optional<String> defaultAccount) {
    this.client = client;
    this.tokens = tokens;
    this.defaultAccount = defaultAccount;
  }

  /**
   * Clusters that ConfigMaps of the own cluster describe.
   *
   * @param defaultAccount whose token is used where a ConfigMap names no service account
   */
  public static DescribedClusters reachedFrom(
      KubernetesClient client, Optional<String> defaultAccount, Clock clock) {
    return new DescribedClusters(client, new AccountTokens(client, clock), defaultAccount);
  }

  /** Whether a ConfigMap is there. */
  boolean exists(String namespace, String name) {
    return client.configMaps().inNamespace(namespace).withName(name).get() != null;
  }

  /**
   * The kubeconfig that a ConfigMap stands for.
   *
   * @throws IllegalArgumentException if there is none; the message says what to do
   */
  Sensitive<String> kubeConfig(String namespace, String name) {
    String place = "the ConfigMap '%s/%s' of spec.kubeConfig".formatted(namespace, name);
    ConfigMap map = client.configMaps().inNamespace(namespace).withName(name).get();
    if (map == null) {
      throw new IllegalArgumentException(place + " does not exist");
    }
    Map<String, String> data = Objects.requireNonNullElse(map.getData(), Map.<String, String>of());
    requireGeneric(place, data.get("provider"));
    String address = required(place, data, "address");
    String account =
        Optional.ofNullable(data.get("serviceAccountName"))
            .or(() -> defaultAccount)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        place + " names no service account: give it the key 'serviceAccountName'"));
    Sensitive<String> token = tokens.of(namespace, account, audiences(place, data, address));
    return token.map(value -> text(address, data.get("ca.crt"), value));
  }

  private static void requireGeneric(String place, @Nullable String provider) {
    if (!GENERIC.equals(provider)) {
      throw new IllegalArgumentException(
          "%s has the provider '%s': only 'generic' is supported".formatted(place, provider));
    }
  }

  private static String required(String place, Map<String, String> data, String key) {
    String value = data.get(key);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(place + " lacks the key '" + key + "'");
    }
    return value.strip();
  }

  private static List<String> audiences(String place, Map<String, String> data, String address) {
    String text = data.get("audiences");
    if (text == null || text.isBlank()) {
      return List.of(address);
    }
    try {
      if (YamlReader.sigs().read(text) instanceof List<?> list) {
        return list.stream().map(String::valueOf).toList();
      }
    } catch (YamlException _) {
      // said below
    }
    throw new IllegalArgumentException(
        place + " has an entry 'audiences' that is no list of texts, such as [a, b]");
  }

  private static String text(String address, @Nullable String authority, String token) {
    Map<String, @Nullable Object> cluster = new LinkedHashMap<>();
    cluster.put("server", address);
    if (authority != null) {
      cluster.put(
          "certificate-authority-data",
          Base64.getEncoder().encodeToString(authority.getBytes(StandardCharsets.UTF_8)));
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "v1");
    tree.put("kind", "Config");
    tree.put("current-context", NAME);
    tree.put("clusters", List.of(Map.of("name", NAME, "cluster", cluster)));
    tree.put("users", List.of(Map.of("name", NAME, "user", Map.of("token", token))));
    tree.put(
        "contexts",
        List.of(Map.of("name", NAME, "context", Map.of("cluster", NAME, "user", NAME))));
    return GoJson.writeIndented(tree, "  ");
  }
}

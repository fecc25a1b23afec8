package dev.millrace.cluster.target;

import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a ConfigMap says of a cluster (FLUX.md 1.14).
 *
 * @param place the ConfigMap, for messages
 * @param data its entries
 */
record ClusterDescription(String namespace, String place, Map<String, String> data) {
  static ClusterDescription of(ConfigMap map) {
    String namespace = map.getMetadata().getNamespace();
    return new ClusterDescription(
        namespace,
        "the ConfigMap '%s/%s' of spec.kubeConfig"
            .formatted(namespace, map.getMetadata().getName()),
        Objects.requireNonNullElse(map.getData(), Map.<String, String>of()));
  }

  String provider() {
    return find("provider").orElse("");
  }

  /** The service account whose identity opens the cluster. */
  Optional<String> account() {
    return find("serviceAccountName");
  }

  Optional<String> address() {
    return find("address");
  }

  Optional<String> authority() {
    return find("ca.crt");
  }

  /** The endpoint, if the ConfigMap tells all of it. */
  Optional<ClusterAccess.Endpoint> endpoint() {
    return address()
        .filter(_ -> authority().isPresent())
        .map(address -> new ClusterAccess.Endpoint(address, authority()));
  }

  /** The endpoint that a cloud tells; what the ConfigMap tells wins. */
  ClusterAccess.Endpoint endpointOr(ClusterAccess.Endpoint told) {
    return new ClusterAccess.Endpoint(
        address().orElse(told.address()), authority().or(told::authority));
  }

  /** The audiences of tokens; empty where there are none. */
  List<String> audiences() {
    return find("audiences").map(this::list).orElse(List.of());
  }

  /** What there has to be. */
  String required(String key) {
    return find(key)
        .orElseThrow(() -> new IllegalArgumentException(place + " lacks the key '" + key + "'"));
  }

  /** The error that an entry has not the right form. */
  IllegalArgumentException malformed(String key, String form) {
    return new IllegalArgumentException(
        "%s has an entry '%s' that is not %s".formatted(place, key, form));
  }

  private List<String> list(String text) {
    try {
      if (YamlReader.sigs().read(text) instanceof List<?> list) {
        return list.stream().map(String::valueOf).toList();
      }
    } catch (YamlException _) {
      // said below
    }
    throw malformed("audiences", "a list of texts, such as [a, b]");
  }

  private Optional<String> find(String key) {
    @Nullable String value = data.get(key);
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }
}

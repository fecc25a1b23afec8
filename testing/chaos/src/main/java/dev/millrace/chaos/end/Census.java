package dev.millrace.chaos.end;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads all objects of a namespace, of every kind that the API server has when this is made. */
public final class Census {
  private final KubernetesClient client;
  private final List<Resource> resources;

  private Census(KubernetesClient client, List<Resource> resources) {
    this.client = client;
    this.resources = resources;
  }

  /** Asks the API server for its kinds. */
  public static Census of(KubernetesClient client) {
    Stream<String> groups =
        client.getApiGroups().getGroups().stream().map(Census::preferredVersion);
    return new Census(
        client, Stream.concat(Stream.of("v1"), groups).flatMap(each -> of(client, each)).toList());
  }

  private static String preferredVersion(APIGroup group) {
    return group.getPreferredVersion().getGroupVersion();
  }

  private static Stream<Resource> of(KubernetesClient client, String apiVersion) {
    return client.getApiResources(apiVersion).getResources().stream()
        .filter(each -> each.getNamespaced() && each.getVerbs().contains("list"))
        .filter(each -> !each.getName().contains("/"))
        .map(each -> new Resource(apiVersion, each));
  }

  /** All objects of a namespace as trees, each with its kind. */
  public List<Map<String, Object>> objects(String namespace) {
    List<Map<String, Object>> objects = new ArrayList<>();
    resources.forEach(each -> objects.addAll(each.list(client, namespace)));
    return objects;
  }

  private record Resource(String apiVersion, APIResource resource) {
    List<Map<String, Object>> list(KubernetesClient client, String namespace) {
      String path =
          (apiVersion.contains("/") ? "/apis/" : "/api/")
              + apiVersion
              + "/namespaces/"
              + namespace
              + "/"
              + resource.getName();
      String answer = client.raw(path);
      if (answer == null) {
        return List.of();
      }
      Map<?, ?> list = Serialization.unmarshal(answer, Map.class);
      return list.get("items") instanceof List<?> items
          ? items.stream().map(this::withKind).toList()
          : List.of();
    }

    /** Entries of lists don't tell their kind. */
    private Map<String, Object> withKind(Object item) {
      Map<String, Object> object = new LinkedHashMap<>();
      ((Map<?, ?>) item).forEach((key, value) -> object.put(String.valueOf(key), value));
      object.put("apiVersion", apiVersion);
      object.put("kind", resource.getKind());
      return object;
    }
  }
}

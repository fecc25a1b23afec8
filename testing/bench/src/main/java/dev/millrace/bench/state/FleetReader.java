package dev.millrace.bench.state;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads all objects in the namespaces of a fleet, of whatever kind. */
public final class FleetReader {
  private static final Set<String> SYSTEM =
      Set.of("default", "flux-system", "kube-system", "kube-public", "kube-node-lease");

  /** Not worth a list: they are many, and nobody compares them. */
  private static final Set<String> LEFT_OUT =
      Set.of("events", "endpoints", "endpointslices", "leases", "controllerrevisions");

  private final KubernetesClient client;

  /** Reads as an administrator. */
  public FleetReader(KubernetesClient client) {
    this.client = client;
  }

  /** What is in all namespaces but those of the system. */
  public EndState read(Normalisation normalisation) {
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    for (ResourceDefinitionContext kind : kinds()) {
      for (Map<String, @Nullable Object> each : list(kind)) {
        if (isOfFleet(each)) {
          each.putIfAbsent(
              "apiVersion",
              kind.getGroup().isEmpty()
                  ? kind.getVersion()
                  : kind.getGroup() + "/" + kind.getVersion());
          each.putIfAbsent("kind", kind.getKind());
          objects.add(each);
        }
      }
    }
    return EndState.of(objects, normalisation);
  }

  /** Each kind once, in the version that its group prefers if that has it. */
  private Collection<ResourceDefinitionContext> kinds() {
    Map<String, ResourceDefinitionContext> kinds = new LinkedHashMap<>();
    Stream<ResourceDefinitionContext> others =
        client.getApiGroups().getGroups().stream().flatMap(this::kindsOf);
    Stream.concat(kindsOf("", "v1"), others)
        .forEach(each -> kinds.putIfAbsent(each.getPlural() + "." + each.getGroup(), each));
    return kinds.values();
  }

  private Stream<ResourceDefinitionContext> kindsOf(APIGroup group) {
    Stream<String> preferred = Stream.of(group.getPreferredVersion().getVersion());
    Stream<String> all = group.getVersions().stream().map(GroupVersionForDiscovery::getVersion);
    return Stream.concat(preferred, all)
        .distinct()
        .flatMap(version -> kindsOf(group.getName(), version));
  }

  private Stream<ResourceDefinitionContext> kindsOf(String group, String version) {
    String name = group.isEmpty() ? version : group + "/" + version;
    var resources = client.getApiResources(name);
    return resources == null
        ? Stream.empty()
        : resources.getResources().stream()
            .filter(FleetReader::isListed)
            .map(each -> context(group, version, each));
  }

  private static boolean isListed(APIResource resource) {
    return resource.getNamespaced()
        && resource.getVerbs().contains("list")
        && !LEFT_OUT.contains(resource.getName());
  }

  private static ResourceDefinitionContext context(
      String group, String version, APIResource resource) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion(version)
        .withPlural(resource.getName())
        .withKind(resource.getKind())
        .withNamespaced(true)
        .build();
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, @Nullable Object>> list(ResourceDefinitionContext kind) {
    String root = kind.getGroup().isEmpty() ? "/api/" : "/apis/" + kind.getGroup() + "/";
    String text = client.raw(root + kind.getVersion() + "/" + kind.getPlural());
    Map<String, @Nullable Object> list =
        client.getKubernetesSerialization().unmarshal(text, Map.class);
    return list.get("items") instanceof List<?> items
        ? (List<Map<String, @Nullable Object>>) items
        : List.of();
  }

  private static boolean isOfFleet(Map<String, @Nullable Object> object) {
    Object metadata = object.get("metadata");
    return metadata instanceof Map<?, ?> map
        && map.get("namespace") instanceof String namespace
        && !SYSTEM.contains(namespace);
  }
}

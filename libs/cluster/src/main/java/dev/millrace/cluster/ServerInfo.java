package dev.millrace.cluster;

import dev.millrace.apply.object.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an API server says of itself.
 *
 * @param version its version, such as {@code v1.35.2}
 * @param apiVersions {@code apps/v1} for every API and {@code apps/v1/Deployment} for every kind
 */
public record ServerInfo(String version, List<String> apiVersions) {
  private static final String DISCOVERY =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

  /** Copies the list. */
  public ServerInfo {
    apiVersions = List.copyOf(apiVersions);
  }

  static ServerInfo read(Transport transport) {
    String version =
        Tree.string(transport.send("GET", RequestPath.root("version"), null), "gitVersion");
    Set<String> versions = new LinkedHashSet<>();
    Set<String> kinds = new LinkedHashSet<>();
    for (String root : List.of("api", "apis")) {
      Map<String, @Nullable Object> groups = transport.get(RequestPath.root(root), DISCOVERY);
      Tree.list(groups, "items").forEach(group -> collect(group, versions, kinds));
    }
    List<String> all = new ArrayList<>(versions);
    all.addAll(kinds);
    return new ServerInfo(version, all);
  }

  private static void collect(@Nullable Object group, Set<String> versions, Set<String> kinds) {
    String name = Tree.string(group, "metadata", "name");
    for (Object version : Tree.list(group, "versions")) {
      String number = Tree.string(version, "version");
      String apiVersion = name.isEmpty() ? number : name + "/" + number;
      versions.add(apiVersion);
      for (Object resource : Tree.list(version, "resources")) {
        addKind(kinds, apiVersion, resource);
        Tree.list(resource, "subresources").forEach(each -> addKind(kinds, apiVersion, each));
      }
    }
  }

  private static void addKind(Set<String> kinds, String apiVersion, @Nullable Object resource) {
    String kind = Tree.string(resource, "responseKind", "kind");
    if (!kind.isEmpty()) {
      kinds.add(apiVersion + "/" + kind);
    }
  }
}

package dev.millrace.cluster.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.apply.object.Tree;
import dev.millrace.cloud.AccessToken;
import dev.millrace.cloud.CloudEndpoints;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.ExpiringCache;
import dev.millrace.cloud.TokenSource;
import dev.millrace.cloud.workload.CloudIdentities;
import dev.millrace.cloud.workload.WorkloadAccount;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Clusters of Azure Kubernetes Service. */
final class AksClusters implements ClusterProvider {
  /** The application that all these clusters are, for Microsoft Entra. */
  private static final String SERVER = "6dae42f8-4368-4678-94ff-3960e28e3630/.default";

  private static final String MANAGER = "https://management.azure.com/.default";
  private static final String CREDENTIALS =
      "/listClusterUserCredential?api-version=2024-09-01&format=exec";
  private static final Pattern ID =
      Pattern.compile(
          "/subscriptions/[0-9a-fA-F-]+/resourceGroups/[\\w.()-]+/providers/"
              + "Microsoft\\.ContainerService/managedClusters/[\\w-]+");

  private final CloudIdentities identities;
  private final CloudHttp http;
  private final CloudEndpoints endpoints;

  AksClusters(CloudIdentities identities, CloudHttp http, CloudEndpoints endpoints) {
    this.identities = identities;
    this.http = http;
    this.endpoints = endpoints;
  }

  @Override
  public ClusterAccess reach(ClusterDescription cluster, Optional<WorkloadAccount> account)
      throws IOException {
    String id = cluster.required("cluster");
    if (!ID.matcher(id).matches()) {
      throw cluster.malformed("cluster", "the resource id of an AKS cluster");
    }
    TokenSource identity = identities.azure(account);
    Optional<ClusterAccess.Endpoint> told = cluster.endpoint();
    ClusterAccess.Endpoint endpoint =
        told.isPresent() ? told.get() : cluster.endpointOr(describe(cluster, id, identity));
    AccessToken token = identity.token(SERVER);
    return new ClusterAccess(endpoint, token.value(), token.expires().minus(ExpiringCache.MARGIN));
  }

  /** Azure tells endpoints in kubeconfigs only: the one with the wanted address, else the first. */
  private ClusterAccess.Endpoint describe(
      ClusterDescription cluster, String id, TokenSource identity) throws IOException {
    URI uri = endpoints.azureResourceManager().resolve(id + CREDENTIALS);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + identity.token(MANAGER).value().reveal())
            .POST(HttpRequest.BodyPublishers.noBody());
    JsonNode answer = http.json(request, "asking Azure for the cluster");
    List<ClusterAccess.Endpoint> all = new ArrayList<>();
    answer.path("kubeconfigs").forEach(each -> all.addAll(endpointsOf(each)));
    return all.stream()
        .filter(each -> cluster.address().map(each.address()::equals).orElse(true))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    cluster.place() + " names a cluster without such an address"));
  }

  private static List<ClusterAccess.Endpoint> endpointsOf(JsonNode kubeconfig) {
    byte[] bytes = Base64.getDecoder().decode(kubeconfig.path("value").asText());
    try {
      Object tree = YamlReader.sigs().read(new String(bytes, StandardCharsets.UTF_8));
      return tree instanceof Map<?, ?> config
          ? Tree.list(Tree.map(config), "clusters").stream()
              .map(each -> endpoint(Tree.map(each, "cluster")))
              .toList()
          : List.of();
    } catch (YamlException _) {
      return List.of();
    }
  }

  private static ClusterAccess.Endpoint endpoint(Map<String, ?> cluster) {
    return ClusterAccess.Endpoint.ofBase64(
        Tree.string(cluster, "server"), Tree.string(cluster, "certificate-authority-data"));
  }
}

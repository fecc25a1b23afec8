package dev.millrace.cluster.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.cloud.AccessToken;
import dev.millrace.cloud.CloudEndpoints;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.ExpiringCache;
import dev.millrace.cloud.workload.CloudIdentities;
import dev.millrace.cloud.workload.WorkloadAccount;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/** Clusters of Google Kubernetes Engine. */
final class GkeClusters implements ClusterProvider {
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
  private static final Pattern NAME =
      Pattern.compile("projects/[a-z0-9.:-]+/locations/[a-z0-9-]+/clusters/[a-z0-9-]+");

  private final CloudIdentities identities;
  private final CloudHttp http;
  private final CloudEndpoints endpoints;

  GkeClusters(CloudIdentities identities, CloudHttp http, CloudEndpoints endpoints) {
    this.identities = identities;
    this.http = http;
    this.endpoints = endpoints;
  }

  @Override
  public ClusterAccess reach(ClusterDescription cluster, Optional<WorkloadAccount> account)
      throws IOException {
    String name = cluster.required("cluster");
    if (!NAME.matcher(name).matches()) {
      throw cluster.malformed(
          "cluster", "a name like projects/<project>/locations/<location>/clusters/<name>");
    }
    AccessToken token = identities.gcp(account).token(SCOPE);
    Optional<ClusterAccess.Endpoint> told = cluster.endpoint();
    ClusterAccess.Endpoint endpoint =
        told.isPresent() ? told.get() : cluster.endpointOr(describe(name, token));
    return new ClusterAccess(endpoint, token.value(), token.expires().minus(ExpiringCache.MARGIN));
  }

  private ClusterAccess.Endpoint describe(String name, AccessToken token) throws IOException {
    URI uri = endpoints.gcpContainer().resolve("/v1/" + name);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token.value().reveal());
    JsonNode cluster = http.json(request, "asking Google Cloud for the cluster " + name);
    return ClusterAccess.Endpoint.ofBase64(
        "https://" + cluster.path("endpoint").asText(),
        cluster.path("masterAuth").path("clusterCaCertificate").asText());
  }
}

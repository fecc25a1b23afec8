package dev.millrace.cluster.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.cloud.CloudEndpoints;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.workload.CloudIdentities;
import dev.millrace.cloud.workload.WorkloadAccount;
import dev.millrace.safety.Sensitive;
import dev.millrace.servers.ScriptedServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clusters of clouds, with the clouds in this process. */
class CloudClustersTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-31T10:11:12Z"), ZoneOffset.UTC);
  private static final String CA = "-----BEGIN CERTIFICATE-----";
  private static final String CA_BASE64 = base64(CA);
  private static final String TOKEN = "{\"access_token\":\"tok\",\"expires_in\":3600}";
  private static final String ARN = "arn:aws:eks:eu-west-1:123456789012:cluster/prod";
  private static final String AKS =
      "/subscriptions/0a1b/resourceGroups/rg/providers/Microsoft.ContainerService"
          + "/managedClusters/prod";
  private static final String GKE = "projects/p/locations/europe-west1/clusters/prod";

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final ScriptedServer server =
      ScriptedServer.start(
          exchange -> {
            String answer = answers.get(exchange.getRequestURI().getPath());
            ScriptedServer.reply(
                exchange, answer == null ? 404 : 200, answer == null ? "" : answer);
          });
  private final CloudHttp http = CloudHttp.standard();
  private final CloudEndpoints endpoints = endpoints();
  private final CloudIdentities identities =
      new CloudIdentities(
          Map.of("AWS_ACCESS_KEY_ID", "AKID", "AWS_SECRET_ACCESS_KEY", "s"),
          http,
          endpoints,
          CLOCK);

  private CloudEndpoints endpoints() {
    Map<String, String> all = new HashMap<>();
    for (String variable :
        new String[] {
          "AWS_ENDPOINT_URL_EKS",
          "AZURE_AUTHORITY_HOST",
          "MILLRACE_AZURE_RESOURCE_MANAGER_ENDPOINT",
          "MILLRACE_GCP_STS_ENDPOINT",
          "MILLRACE_GCP_CONTAINER_ENDPOINT"
        }) {
      all.put(variable, server.address().toString());
    }
    return new CloudEndpoints(all);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void asksAwsForTheEndpointAndSignsAQuestionAsTheToken() throws Exception {
    answers.put(
        "/clusters/prod",
        """
        {"cluster":{"endpoint":"https://eks.example","certificateAuthority":{"data":"%s"}}}
        """
            .formatted(CA_BASE64));

    ClusterAccess access =
        new EksClusters(identities, http, endpoints, CLOCK)
            .reach(description(Map.of("cluster", ARN)), Optional.empty());

    assertThat(access.endpoint())
        .isEqualTo(new ClusterAccess.Endpoint("https://eks.example", Optional.of(CA)));
    assertThat(access.until()).isEqualTo(CLOCK.instant().plus(Duration.ofMinutes(10)));
    assertThat(server.requests().getFirst().header("Authorization"))
        .contains("/eu-west-1/eks/aws4_request");
    String token = access.token().reveal();
    assertThat(token).startsWith("k8s-aws-v1.");
    assertThat(URI.create(text(token.substring("k8s-aws-v1.".length()))))
        .hasHost("sts.eu-west-1.amazonaws.com")
        .hasParameter("Action", "GetCallerIdentity")
        .hasParameter("X-Amz-SignedHeaders", "host;x-k8s-aws-id");
  }

  @Test
  void asksNobodyForAnEndpointThatTheConfigMapTells() throws Exception {
    ClusterAccess access =
        new EksClusters(identities, http, endpoints, CLOCK)
            .reach(
                description(Map.of("cluster", ARN, "address", "https://own", "ca.crt", CA)),
                Optional.empty());

    assertThat(access.endpoint().address()).isEqualTo("https://own");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void takesTheEndpointOfAzureFromTheKubeconfigThatItGives() throws Exception {
    answers.put("/tenant/oauth2/v2.0/token", TOKEN);
    String kubeconfig =
        """
        clusters:
        - name: prod
          cluster: {server: "https://aks.example:443", certificate-authority-data: %s}
        """
            .formatted(CA_BASE64);
    answers.put(
        AKS + "/listClusterUserCredential",
        "{\"kubeconfigs\":[{\"value\":\"%s\"}]}".formatted(base64(kubeconfig)));
    Map<String, String> annotations =
        Map.of(
            "azure.workload.identity/tenant-id", "tenant",
            "azure.workload.identity/client-id", "client");

    ClusterAccess access =
        new AksClusters(identities, http, endpoints)
            .reach(description(Map.of("cluster", AKS)), Optional.of(new Account(annotations)));

    assertThat(access.endpoint())
        .isEqualTo(new ClusterAccess.Endpoint("https://aks.example:443", Optional.of(CA)));
    assertThat(access.token().reveal()).isEqualTo("tok");
  }

  @Test
  void asksGoogleForTheEndpoint() throws Exception {
    answers.put("/v1/token", TOKEN);
    answers.put(
        "/v1/" + GKE,
        "{\"endpoint\":\"34.1.2.3\",\"masterAuth\":{\"clusterCaCertificate\":\"%s\"}}"
            .formatted(CA_BASE64));
    Map<String, String> annotations =
        Map.of("gcp.auth.fluxcd.io/workload-identity-provider", "projects/1/pool");

    ClusterAccess access =
        new GkeClusters(identities, http, endpoints)
            .reach(description(Map.of("cluster", GKE)), Optional.of(new Account(annotations)));

    assertThat(access.endpoint().address()).isEqualTo("https://34.1.2.3");
    assertThat(access.kubeConfig().reveal()).contains("\"tok\"", CA_BASE64);
    assertThat(access.toString()).contains("token=***");
  }

  @Test
  void refusesNamesThatLeadSomewhereElse() {
    assertThatThrownBy(
            () ->
                new GkeClusters(identities, http, endpoints)
                    .reach(
                        description(Map.of("cluster", "projects/../x/clusters/y")),
                        Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the ConfigMap 'apps/remote' of spec.kubeConfig has an entry");
    assertThat(server.requests()).isEmpty();
  }

  private static ClusterDescription description(Map<String, String> data) {
    return new ClusterDescription("apps", "the ConfigMap 'apps/remote' of spec.kubeConfig", data);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private record Account(Map<String, String> annotations) implements WorkloadAccount {
    @Override
    public String namespace() {
      return "apps";
    }

    @Override
    public String name() {
      return "deployer";
    }

    @Override
    public Sensitive<String> token(String audience) {
      return Sensitive.of("jwt");
    }
  }
}

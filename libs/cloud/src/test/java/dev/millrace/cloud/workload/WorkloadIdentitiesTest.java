package dev.millrace.cloud.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.cloud.CloudEndpoints;
import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkloadIdentitiesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-31T10:11:12Z"), ZoneOffset.UTC);
  private static final String TOKEN = "{\"access_token\":\"tok\",\"expires_in\":3600}";

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private WorkloadIdentities identities;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String sent =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(path + " " + sent);
          byte[] body = answers.getOrDefault(path, "no").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answers.containsKey(path) ? 200 : 403, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    String here = "http://127.0.0.1:" + server.getAddress().getPort();
    identities =
        new WorkloadIdentities(
            CloudHttp.standard(),
            new CloudEndpoints(
                Map.of(
                    "AWS_ENDPOINT_URL_STS", here,
                    "AZURE_AUTHORITY_HOST", here,
                    "GCE_METADATA_HOST", here.replace("http://", ""),
                    "MILLRACE_GCP_STS_ENDPOINT", here,
                    "MILLRACE_GCP_IAM_ENDPOINT", here)),
            CLOCK);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void takesTheRoleOfAws() throws IOException {
    answers.put(
        "/",
        """
        <AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>
        <AccessKeyId>AKID</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
        <SessionToken>t</SessionToken><Expiration>2026-01-31T11:11:12Z</Expiration>
        </Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
        """);
    var account = account(Map.of("eks.amazonaws.com/role-arn", "arn:aws:iam::1:role/app"));

    var identity = identities.aws(account, "eu-west-1");

    assertThat(identity.credentials().accessKeyId()).isEqualTo("AKID");
    assertThat(identity.credentials().accessKeyId()).isEqualTo("AKID");
    assertThat(requests)
        .singleElement()
        .asString()
        .contains("RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fapp")
        .contains("RoleSessionName=deployer.apps.fluxcd.io")
        .contains("WebIdentityToken=jwt-for-sts.amazonaws.com");
  }

  @Test
  void isTheApplicationOfAzure() throws IOException {
    answers.put("/tenant/oauth2/v2.0/token", TOKEN);
    var account =
        account(
            Map.of(
                "azure.workload.identity/tenant-id", "tenant",
                "azure.workload.identity/client-id", "client"));

    assertThat(identities.azure(account).token("scope").value().reveal()).isEqualTo("tok");
    assertThat(requests.getFirst())
        .contains("client_assertion=jwt-for-api%3A%2F%2FAzureADTokenExchange");
  }

  @Test
  void isFederatedAtGoogleAndActsAsItsServiceAccount() throws IOException {
    answers.put("/v1/token", TOKEN);
    answers.put(
        "/v1/projects/-/serviceAccounts/a@b.iam.gserviceaccount.com:generateAccessToken",
        "{\"accessToken\":\"own\",\"expireTime\":\"2026-01-31T11:11:12Z\"}");
    Map<String, String> federated =
        Map.of("gcp.auth.fluxcd.io/workload-identity-provider", "projects/1/pool");

    assertThat(identities.gcp(account(federated)).token("s").value().reveal()).isEqualTo("tok");
    assertThat(requests.getFirst())
        .contains("subject_token=jwt-for-%2F%2Fiam.googleapis.com%2Fprojects%2F1%2Fpool");
    Map<String, String> both =
        Map.of(
            "gcp.auth.fluxcd.io/workload-identity-provider", "projects/1/pool",
            "iam.gke.io/gcp-service-account", "a@b.iam.gserviceaccount.com");
    assertThat(identities.gcp(account(both)).token("s").value().reveal()).isEqualTo("own");
  }

  @Test
  void usesTheProviderOfItsOwnClusterAtGoogleWhereTheAccountNamesNone() throws IOException {
    answers.put("/v1/token", TOKEN);
    answers.put("/computeMetadata/v1/project/project-id", "shop");
    answers.put("/computeMetadata/v1/instance/attributes/cluster-location", "europe-west1");
    answers.put("/computeMetadata/v1/instance/attributes/cluster-name", "prod\n");

    var workload = identities.gcp(account(Map.of()));
    assertThat(workload.token("s").value().reveal()).isEqualTo("tok");
    assertThat(requests.getLast())
        .contains("subject_token=jwt-for-shop.svc.id.goog")
        .contains(
            "audience=identitynamespace%3Ashop.svc.id.goog%3Ahttps%3A%2F%2Fcontainer.googleapis.com"
                + "%2Fv1%2Fprojects%2Fshop%2Flocations%2Feurope-west1%2Fclusters%2Fprod");

    int asked = requests.size();
    identities.gcp(account(Map.of())).token("s");
    assertThat(requests).as("the metadata is asked once").hasSize(asked + 1);
  }

  @Test
  void namesAnAnnotationThatIsMissing() {
    assertThatExceptionOfType(CloudException.class)
        .isThrownBy(() -> identities.aws(account(Map.of()), "eu-west-1").credentials())
        .withMessage(
            "the service account 'apps/deployer' has no annotation 'eks.amazonaws.com/role-arn'");
  }

  private static WorkloadAccount account(Map<String, String> annotations) {
    return new WorkloadAccount() {
      @Override
      public String namespace() {
        return "apps";
      }

      @Override
      public String name() {
        return "deployer";
      }

      @Override
      public Map<String, String> annotations() {
        return annotations;
      }

      @Override
      public Sensitive<String> token(String audience) {
        return Sensitive.of("jwt-for-" + audience);
      }
    };
  }
}

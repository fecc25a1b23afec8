package dev.millrace.cluster.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.cloud.CloudEndpoints;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.aws.AwsCredentials;
import dev.millrace.cloud.aws.AwsSigner;
import dev.millrace.cloud.workload.CloudIdentities;
import dev.millrace.cloud.workload.WorkloadAccount;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clusters of Amazon EKS, opened with a signed question to AWS who the caller is. */
final class EksClusters implements ClusterProvider {
  private static final Pattern ARN =
      Pattern.compile("arn:aws[\\w-]*:eks:([a-z0-9-]+):[0-9]+:cluster/([A-Za-z0-9_-]{1,100})");

  /** The cluster accepts the question for a quarter of an hour. */
  private static final Duration LIFE = Duration.ofMinutes(10);

  private static final Duration QUESTION_LIFE = Duration.ofMinutes(1);

  private final CloudIdentities identities;
  private final CloudHttp http;
  private final CloudEndpoints endpoints;
  private final Clock clock;

  EksClusters(CloudIdentities identities, CloudHttp http, CloudEndpoints endpoints, Clock clock) {
    this.identities = identities;
    this.http = http;
    this.endpoints = endpoints;
    this.clock = clock;
  }

  @Override
  public ClusterAccess reach(ClusterDescription cluster, Optional<WorkloadAccount> account)
      throws IOException {
    Matcher arn = ARN.matcher(cluster.required("cluster"));
    if (!arn.matches()) {
      throw cluster.malformed("cluster", "the ARN of an EKS cluster");
    }
    String region = arn.group(1);
    String name = arn.group(2);
    AwsCredentials credentials = identities.aws(account, region).credentials();
    Optional<ClusterAccess.Endpoint> told = cluster.endpoint();
    ClusterAccess.Endpoint endpoint =
        told.isPresent() ? told.get() : cluster.endpointOr(describe(region, name, credentials));
    return new ClusterAccess(
        endpoint, token(region, name, credentials), clock.instant().plus(LIFE));
  }

  private ClusterAccess.Endpoint describe(String region, String name, AwsCredentials as)
      throws IOException {
    URI uri = endpoints.awsEks(region).resolve("/clusters/" + name);
    var request = new AwsSigner("eks", region, clock).sign("GET", uri, Map.of(), new byte[0], as);
    JsonNode cluster = http.json(request, "asking AWS for the cluster " + name).path("cluster");
    return ClusterAccess.Endpoint.ofBase64(
        cluster.path("endpoint").asText(),
        cluster.path("certificateAuthority").path("data").asText());
  }

  private Sensitive<String> token(String region, String name, AwsCredentials as) {
    URI question =
        endpoints.awsSts(region).resolve("/?Action=GetCallerIdentity&Version=2011-06-15");
    return new AwsSigner("sts", region, clock)
        .presign(question, Map.of("x-k8s-aws-id", name), QUESTION_LIFE, as)
        .map(
            url ->
                "k8s-aws-v1."
                    + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(url.toString().getBytes(StandardCharsets.UTF_8)));
  }
}

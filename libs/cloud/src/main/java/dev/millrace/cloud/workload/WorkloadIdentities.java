package dev.millrace.cloud.workload;

import dev.millrace.cloud.CachedTokens;
import dev.millrace.cloud.CloudEndpoints;
import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.TokenSource;
import dev.millrace.cloud.aws.AwsCredentials;
import dev.millrace.cloud.aws.AwsIdentity;
import dev.millrace.cloud.aws.AwsSts;
import dev.millrace.cloud.aws.CachedAwsIdentity;
import dev.millrace.cloud.azure.AzureApp;
import dev.millrace.cloud.gcp.GkeCluster;
import java.io.IOException;
import java.time.Clock;

/**
 * Exchanges the tokens that a cluster gives to its ServiceAccounts for identities in clouds, as
 * annotations of the ServiceAccount say. Nothing is asked for before it is needed.
 */
public final class WorkloadIdentities {
  private static final String AWS_AUDIENCE = "sts.amazonaws.com";
  private static final String AZURE_AUDIENCE = "api://AzureADTokenExchange";
  private static final int MAX_SESSION_LENGTH = 64;

  private final CloudHttp http;
  private final CloudEndpoints endpoints;
  private final GkeCluster cluster;
  private final Clock clock;

  /** Identities of the clouds at these addresses. */
  public WorkloadIdentities(CloudHttp http, CloudEndpoints endpoints, Clock clock) {
    this.http = http;
    this.endpoints = endpoints;
    this.cluster = new GkeCluster(http, endpoints.gcpMachine());
    this.clock = clock;
  }

  /** The role of {@code eks.amazonaws.com/role-arn}. */
  public AwsIdentity aws(WorkloadAccount account, String region) {
    return new CachedAwsIdentity(() -> assumeRole(account, region), clock);
  }

  /** The application of {@code azure.workload.identity/client-id} and {@code /tenant-id}. */
  public TokenSource azure(WorkloadAccount account) {
    return new CachedTokens(scope -> azureApp(account).token(scope), clock);
  }

  /**
   * What {@code gcp.auth.fluxcd.io/workload-identity-provider}, or in GKE the cluster's own
   * provider, makes of the account, or the Google service account of {@code
   * iam.gke.io/gcp-service-account}.
   */
  public TokenSource gcp(WorkloadAccount account) {
    return new CachedTokens(new GcpWorkload(account, cluster, http, endpoints, clock), clock);
  }

  private AwsCredentials assumeRole(WorkloadAccount account, String region) throws IOException {
    String role = required(account, "eks.amazonaws.com/role-arn");
    return new AwsSts(http, endpoints.awsSts(region), region, clock)
        .assumeRoleWithWebIdentity(role, session(account), account.token(AWS_AUDIENCE));
  }

  /** Named in the audit trail of AWS. */
  private static String session(WorkloadAccount account) {
    String name = account.name() + "." + account.namespace() + ".fluxcd.io";
    return name.substring(0, Math.min(MAX_SESSION_LENGTH, name.length()));
  }

  private AzureApp azureApp(WorkloadAccount account) throws IOException {
    return new AzureApp(
        endpoints.azureAuthority(),
        required(account, "azure.workload.identity/tenant-id"),
        required(account, "azure.workload.identity/client-id"),
        new AzureApp.Proof.Assertion(_ -> account.token(AZURE_AUDIENCE)),
        http,
        clock);
  }

  static String required(WorkloadAccount account, String annotation) throws CloudException {
    String value = account.annotations().getOrDefault(annotation, "");
    if (value.isEmpty()) {
      throw new CloudException(
          "the service account '%s/%s' has no annotation '%s'"
              .formatted(account.namespace(), account.name(), annotation));
    }
    return value;
  }
}

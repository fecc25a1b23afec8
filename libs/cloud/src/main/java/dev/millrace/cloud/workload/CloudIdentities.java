package dev.millrace.cloud.workload;

import dev.millrace.cloud.CachedTokens;
import dev.millrace.cloud.CloudEndpoints;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.TokenSource;
import dev.millrace.cloud.aws.AwsEnvironment;
import dev.millrace.cloud.aws.AwsIdentity;
import dev.millrace.cloud.aws.CachedAwsIdentity;
import dev.millrace.cloud.azure.AzureEnvironment;
import dev.millrace.cloud.gcp.GcpMetadata;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Who acts in a cloud: a ServiceAccount where one is named, else this process. */
public final class CloudIdentities {
  private final AwsIdentity aws;
  private final TokenSource azure;
  private final TokenSource gcp;
  private final WorkloadIdentities workloads;

  /**
   * Identities in the clouds at these addresses.
   *
   * @param environment the variables of the process, which say who it is
   */
  public CloudIdentities(
      Map<String, String> environment, CloudHttp http, CloudEndpoints endpoints, Clock clock) {
    this.aws =
        new CachedAwsIdentity(
            new AwsEnvironment(environment, http, clock, endpoints.awsMachine()), clock);
    this.azure =
        new CachedTokens(
            new AzureEnvironment(environment, http, clock, endpoints.azureMachine()), clock);
    this.gcp = new CachedTokens(new GcpMetadata(http, clock, endpoints.gcpMachine()), clock);
    this.workloads = new WorkloadIdentities(http, endpoints, clock);
  }

  /** Who acts in AWS; a role is asked for in the region. */
  public AwsIdentity aws(Optional<WorkloadAccount> account, String region) {
    return account.map(each -> workloads.aws(each, region)).orElse(aws);
  }

  /** Who acts in Azure. */
  public TokenSource azure(Optional<WorkloadAccount> account) {
    return account.map(workloads::azure).orElse(azure);
  }

  /** Who acts in Google Cloud. */
  public TokenSource gcp(Optional<WorkloadAccount> account) {
    return account.map(workloads::gcp).orElse(gcp);
  }
}

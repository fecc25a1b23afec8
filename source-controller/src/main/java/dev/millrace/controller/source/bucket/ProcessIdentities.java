package dev.millrace.controller.source.bucket;

import dev.millrace.cloud.CachedTokens;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.TokenSource;
import dev.millrace.cloud.aws.AwsEnvironment;
import dev.millrace.cloud.aws.AwsIdentity;
import dev.millrace.cloud.aws.CachedAwsIdentity;
import dev.millrace.cloud.azure.AzureEnvironment;
import dev.millrace.cloud.gcp.GcpMetadata;
import java.time.Clock;
import java.util.Map;

/** What the controller itself is in the clouds: used when an object names no credentials. */
public record ProcessIdentities(AwsIdentity aws, TokenSource gcp, TokenSource azure) {
  /** The identities that the surroundings of this process give it. */
  public static ProcessIdentities of(Map<String, String> environment, Clock clock) {
    CloudHttp http = CloudHttp.standard();
    return new ProcessIdentities(
        new CachedAwsIdentity(new AwsEnvironment(environment, http, clock), clock),
        new CachedTokens(new GcpMetadata(http, clock), clock),
        new CachedTokens(new AzureEnvironment(environment, http, clock), clock));
  }
}

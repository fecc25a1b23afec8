package dev.millrace.cloud.aws;

import java.io.IOException;

/** Where credentials of AWS come from. */
@FunctionalInterface
public interface AwsIdentity {
  /** Credentials that are valid now. */
  AwsCredentials credentials() throws IOException;
}

package dev.millrace.cluster.target;

import dev.millrace.cloud.workload.WorkloadAccount;
import java.io.IOException;
import java.util.Optional;

/** Opens the clusters of one provider. */
interface ClusterProvider {
  /**
   * The way into a cluster.
   *
   * @param account whose identity opens it; empty for that of the controller
   * @throws IllegalArgumentException if the description lacks something; the message says what
   */
  ClusterAccess reach(ClusterDescription cluster, Optional<WorkloadAccount> account)
      throws IOException;
}

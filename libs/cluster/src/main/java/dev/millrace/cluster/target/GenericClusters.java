package dev.millrace.cluster.target;

import dev.millrace.cloud.workload.WorkloadAccount;
import dev.millrace.runtime.account.ClusterAccounts;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Clusters that accept tokens of this one. */
final class GenericClusters implements ClusterProvider {
  private final ClusterAccounts accounts;
  private final Clock clock;

  GenericClusters(ClusterAccounts accounts, Clock clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  @Override
  public ClusterAccess reach(ClusterDescription cluster, Optional<WorkloadAccount> account)
      throws IOException {
    String address = cluster.required("address");
    WorkloadAccount opener =
        account.orElseThrow(
            () ->
                new IllegalArgumentException(
                    cluster.place()
                        + " names no service account: give it the key 'serviceAccountName'"));
    List<String> audiences = cluster.audiences().isEmpty() ? List.of(address) : cluster.audiences();
    return new ClusterAccess(
        new ClusterAccess.Endpoint(address, cluster.authority()),
        accounts.token(opener.namespace(), opener.name(), audiences),
        clock.instant().plus(ClusterAccounts.TOKEN_LIFE.dividedBy(2)));
  }
}

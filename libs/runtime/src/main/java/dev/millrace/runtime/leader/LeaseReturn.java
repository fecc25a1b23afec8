package dev.millrace.runtime.leader;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back the lease of a replica that led and stops, so that the next one need not wait until it
 * has run out (FLUX.md 1.9). The framework leaves it to run out.
 */
public final class LeaseReturn {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseReturn.class);

  private final KubernetesClient client;
  private final Clock clock;

  /** Gives leases back to a cluster. */
  public LeaseReturn(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * Gives the lease back if this replica still has it. To be called when no run is under way any
   * more. What does not work is only logged: the lease runs out by itself then.
   */
  public void of(LeaderElectionConfiguration election) {
    try {
      held(election).ifPresent(lease -> client.resource(returned(lease)).update());
    } catch (KubernetesClientException e) {
      LOG.warn("the lease {} could not be given back; it runs out", election.getLeaseName(), e);
    }
  }

  private Optional<Lease> held(LeaderElectionConfiguration election) {
    String namespace = election.getLeaseNamespace().orElseThrow();
    Lease lease = client.leases().inNamespace(namespace).withName(election.getLeaseName()).get();
    return Optional.ofNullable(lease)
        .filter(
            each ->
                election
                    .getIdentity()
                    .equals(Optional.ofNullable(each.getSpec().getHolderIdentity())));
  }

  /** As client-go leaves it; with its version, so that whoever took it meanwhile keeps it. */
  private Lease returned(Lease lease) {
    return new LeaseBuilder(lease)
        .editSpec()
        .withHolderIdentity("")
        .withLeaseDurationSeconds(1)
        .withRenewTime(ZonedDateTime.now(clock))
        .endSpec()
        .build();
  }
}

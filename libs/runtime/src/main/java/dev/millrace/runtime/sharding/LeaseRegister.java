package dev.millrace.runtime.sharding;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The register of a group as Leases, one for each member; {@code kubectl get leases -l
 * millrace.dev/shard-group} shows who shares the work, and their annotations who has what.
 */
final class LeaseRegister implements Register {
  static final String GROUP = "millrace.dev/shard-group";
  static final String CLAIMS = "millrace.dev/shards-claimed";
  static final String SERVES = "millrace.dev/shards-served";
  static final String LEAVING = "millrace.dev/leaving";

  private static final Logger LOG = LoggerFactory.getLogger(LeaseRegister.class);
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  private final KubernetesClient client;
  private final String namespace;
  private final String group;
  private final String instance;
  private final Clock clock;

  /**
   * @param group the controller, and the label selector it is limited to, if any
   * @param instance the host name of this replica, which people look for
   * @param clock for the time that Leases show; nothing depends on it
   */
  LeaseRegister(
      KubernetesClient client, String namespace, String group, String instance, Clock clock) {
    this.client = client;
    this.namespace = namespace;
    this.group = group;
    this.instance = instance;
    this.clock = clock;
  }

  @Override
  public List<MemberRecord> list() throws RegisterFailure {
    try {
      return client
          .leases()
          .inNamespace(namespace)
          .withLabel(GROUP, group)
          .list()
          .getItems()
          .stream()
          .map(LeaseRegister::record)
          .toList();
    } catch (KubernetesClientException e) {
      throw new RegisterFailure("the Leases of " + group + " can't be listed", e);
    }
  }

  @Override
  public String write(MemberRecord own) throws RegisterFailure {
    Lease lease = lease(own);
    try {
      Lease stored =
          own.isNew() ? client.resource(lease).create() : client.resource(lease).update();
      return stored.getMetadata().getResourceVersion();
    } catch (KubernetesClientException e) {
      throw new RegisterFailure("the Lease " + own.id() + " can't be written", e);
    }
  }

  @Override
  public boolean remove(MemberRecord record) throws RegisterFailure {
    try {
      client
          .leases()
          .inNamespace(namespace)
          .withName(record.id())
          .lockResourceVersion(record.version())
          .delete();
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == NOT_FOUND) {
        return true;
      }
      if (e.getCode() == CONFLICT) {
        return false;
      }
      throw new RegisterFailure("the Lease " + record.id() + " can't be deleted", e);
    }
  }

  private Lease lease(MemberRecord own) {
    ZonedDateTime now = ZonedDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    return new LeaseBuilder()
        .withMetadata(metadata(own))
        .withNewSpec()
        .withHolderIdentity(instance)
        .withLeaseDurationSeconds(wholeSeconds(own.lease()))
        .withRenewTime(now)
        .endSpec()
        .build();
  }

  private ObjectMeta metadata(MemberRecord own) {
    ObjectMetaBuilder metadata =
        new ObjectMetaBuilder()
            .withNamespace(namespace)
            .withName(own.id())
            .withLabels(Map.of(GROUP, group))
            .addToAnnotations(CLAIMS, own.claims().toString())
            .addToAnnotations(SERVES, own.serves().toString());
    if (!own.staying()) {
      metadata.addToAnnotations(LEAVING, "true");
    }
    if (!own.isNew()) {
      metadata.withResourceVersion(own.version());
    }
    return metadata.build();
  }

  /** Rounded up: others may wait longer than needed, but never shorter. */
  private static int wholeSeconds(Duration time) {
    return Math.toIntExact(time.plus(Duration.ofSeconds(1)).minusNanos(1).toSeconds());
  }

  private static MemberRecord record(Lease lease) {
    ObjectMeta metadata = lease.getMetadata();
    Map<String, String> annotations =
        metadata.getAnnotations() == null ? Map.of() : metadata.getAnnotations();
    Integer seconds = lease.getSpec() == null ? null : lease.getSpec().getLeaseDurationSeconds();
    return new MemberRecord(
        metadata.getName(),
        metadata.getResourceVersion(),
        Duration.ofSeconds(seconds == null ? 0 : seconds),
        !annotations.containsKey(LEAVING),
        shards(metadata.getName(), annotations.get(CLAIMS), ShardSet.ALL),
        shards(metadata.getName(), annotations.get(SERVES), ShardSet.NONE));
  }

  /** What can't be read is taken for what is safe. */
  private static ShardSet shards(String lease, @Nullable String text, ShardSet ifUnknown) {
    try {
      return text == null ? ifUnknown : ShardSet.parse(text);
    } catch (IllegalArgumentException e) {
      LOG.warn("the Lease {} does not say what it claims: {}", lease, e.getMessage());
      return ifUnknown;
    }
  }
}

package dev.millrace.controller.source.bucket;

import static dev.millrace.controller.source.status.SourceReason.AUTHENTICATION_FAILED;
import static dev.millrace.controller.source.status.SourceReason.FEATURE_GATE_DISABLED;

import dev.millrace.api.source.Bucket;
import dev.millrace.cloud.CloudEndpoints;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.TokenSource;
import dev.millrace.cloud.aws.AwsIdentity;
import dev.millrace.cloud.workload.CloudIdentities;
import dev.millrace.cloud.workload.WorkloadAccount;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Who reads a bucket that names no Secret: the ServiceAccount that it names, the default one, or
 * the controller.
 */
public final class BucketIdentities {
  private static final String DEFAULT_REGION = "us-east-1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<String, String> environment;
  private final Clock clock;
  private final Accounts accounts;
  private final CloudIdentities identities;

  /**
   * Identities in the clouds.
   *
   * @param environment the variables of the process, which say who it is and where clouds are
   */
  public BucketIdentities(Map<String, String> environment, Accounts accounts, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.accounts = accounts;
    this.clock = clock;
    this.identities = identities(this.environment, CloudHttp.standard());
  }

  /**
   * Which ServiceAccounts objects may use.
   *
   * @param allowed whether objects may name one at all ({@code ObjectLevelWorkloadIdentity})
   * @param byDefault of objects that name none; only where they are allowed
   */
  public record Accounts(AccountLookup lookup, boolean allowed, Optional<String> byDefault) {
    /** Only the controller itself. */
    public static Accounts none() {
      return new Accounts(
          (_, name) -> {
            throw new IllegalStateException("the service account '" + name + "' is not allowed");
          },
          false,
          Optional.empty());
    }
  }

  /** Finds ServiceAccounts of the cluster. */
  @FunctionalInterface
  public interface AccountLookup {
    /**
     * The ServiceAccount.
     *
     * @throws IllegalArgumentException if it does not exist
     */
    WorkloadAccount find(String namespace, String name);
  }

  /** Who the controller is at AWS. */
  public AwsIdentity controllerAtAws() {
    return identities.aws(Optional.empty(), DEFAULT_REGION);
  }

  /**
   * Who reads a bucket of AWS.
   *
   * @param tokenService where roles are asked for; empty for that of AWS
   * @param proxy of the bucket, which clouds are asked through as well
   */
  AwsIdentity aws(Bucket bucket, Optional<URI> tokenService, Optional<ProxySettings> proxy)
      throws IOException {
    String region = Objects.requireNonNullElse(bucket.spec().region(), "");
    Optional<WorkloadAccount> account = account(bucket);
    if (account.isEmpty()) {
      tokenService.ifPresent(BucketIdentities::requireAws);
    }
    CloudIdentities there =
        tokenService.isEmpty()
            ? through(proxy)
            : identities(with("AWS_ENDPOINT_URL_STS", tokenService.get().toString()), http(proxy));
    return there.aws(account, region.isEmpty() ? DEFAULT_REGION : region);
  }

  /** Who reads a bucket of Google Cloud. */
  TokenSource gcp(Bucket bucket, Optional<ProxySettings> proxy) throws IOException {
    return through(proxy).gcp(account(bucket));
  }

  /** Who reads a container of Azure. */
  TokenSource azure(Bucket bucket, Optional<ProxySettings> proxy) throws IOException {
    return through(proxy).azure(account(bucket));
  }

  private CloudIdentities through(Optional<ProxySettings> proxy) throws IOException {
    return proxy.isEmpty() ? identities : identities(environment, http(proxy));
  }

  private static CloudHttp http(Optional<ProxySettings> proxy) throws IOException {
    return CloudHttp.of(TlsMaterial.none(), proxy, PATIENCE);
  }

  /** The endpoint is the object's choice, so the controller's token is only shown to AWS. */
  private static void requireAws(URI tokenService) {
    String host = String.valueOf(tokenService.getHost()).toLowerCase(Locale.ROOT);
    boolean ofAws = host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn");
    if (!ofAws || !"https".equals(tokenService.getScheme())) {
      throw new ReconcileFailure(
          AUTHENTICATION_FAILED,
          "the identity of the controller is only shown to hosts of AWS"
              + " (https://<name>.amazonaws.com), not to spec.sts.endpoint; name a service account"
              + " in spec.serviceAccountName");
    }
  }

  private Optional<WorkloadAccount> account(Bucket bucket) {
    String named = Objects.requireNonNullElse(bucket.spec().serviceAccountName(), "");
    if (!named.isEmpty() && !accounts.allowed) {
      throw new ReconcileFailure(
          FEATURE_GATE_DISABLED,
          "to use spec.serviceAccountName for provider authentication please enable the"
              + " ObjectLevelWorkloadIdentity feature gate in the controller");
    }
    Optional<String> name =
        named.isEmpty() ? accounts.byDefault.filter(_ -> accounts.allowed) : Optional.of(named);
    return name.map(each -> find(bucket.getMetadata().getNamespace(), each));
  }

  private WorkloadAccount find(String namespace, String name) {
    try {
      return accounts.lookup.find(namespace, name);
    } catch (IllegalArgumentException e) {
      throw new ReconcileFailure(AUTHENTICATION_FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  private Map<String, String> with(String variable, String value) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.put(variable, value);
    return changed;
  }

  private CloudIdentities identities(Map<String, String> variables, CloudHttp http) {
    return new CloudIdentities(variables, http, new CloudEndpoints(variables), clock);
  }
}

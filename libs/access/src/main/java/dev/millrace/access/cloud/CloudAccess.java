package dev.millrace.access.cloud;

import dev.millrace.access.token.TokenCache;
import dev.millrace.cloud.CloudEndpoints;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.workload.CloudIdentities;
import dev.millrace.cloud.workload.WorkloadAccount;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who acts in clouds for objects ({@code spec.provider}: aws, azure or gcp): the ServiceAccount
 * that an object names, where that is allowed, else this process.
 */
public final class CloudAccess {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final Map<String, String> environment;
  private final @Nullable Accounts accounts;
  private final String defaultAccount;
  private final TokenCache tokens;
  private final Clock clock;

  /** The ServiceAccounts of a cluster. */
  @FunctionalInterface
  public interface Accounts {
    /**
     * A ServiceAccount.
     *
     * @throws IllegalArgumentException if it does not exist
     */
    WorkloadAccount find(String namespace, String name);
  }

  /**
   * The identity of this process alone.
   *
   * @param environment variables, which say who it is
   * @param tokens where what clouds give is kept
   */
  public CloudAccess(Map<String, String> environment, TokenCache tokens, Clock clock) {
    this(environment, null, "", tokens, clock);
  }

  private CloudAccess(
      Map<String, String> environment,
      @Nullable Accounts accounts,
      String defaultAccount,
      TokenCache tokens,
      Clock clock) {
    this.environment = Map.copyOf(environment);
    this.accounts = accounts;
    this.defaultAccount = defaultAccount;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * The same where objects may act as ServiceAccounts of their namespace.
   *
   * @param defaultAccount for objects that name none; empty for this process
   */
  public CloudAccess withAccounts(Accounts other, Optional<String> defaultAccount) {
    return new CloudAccess(environment, other, defaultAccount.orElse(""), tokens, clock);
  }

  /** For programs that have no identity in any cloud. */
  public static CloudAccess none() {
    Clock clock = Clock.systemUTC();
    return new CloudAccess(Map.of(), new TokenCache(0, Duration.ZERO, clock), clock);
  }

  TokenCache tokens() {
    return tokens;
  }

  Clock clock() {
    return clock;
  }

  CloudEndpoints endpoints() {
    return new CloudEndpoints(environment);
  }

  /**
   * Who acts for an object.
   *
   * @param serviceAccount that it names, or null
   * @param proxy for the calls to the cloud, or null
   * @throws ReconcileFailure when it names one and may not
   */
  public Actor actor(
      String namespace, @Nullable String serviceAccount, @Nullable ProxySettings proxy) {
    String named = serviceAccount == null ? "" : serviceAccount;
    if (!named.isEmpty() && accounts == null) {
      throw new ReconcileFailure(
          GeneralReason.FEATURE_GATE_DISABLED,
          "to use spec.serviceAccountName for provider authentication please enable the"
              + " ObjectLevelWorkloadIdentity feature gate in the controller");
    }
    return new Actor(this, namespace, named.isEmpty() ? defaultAccount : named, proxy);
  }

  /**
   * One who acts in clouds.
   *
   * @param name of a ServiceAccount; empty for this process
   */
  public record Actor(
      CloudAccess access, String namespace, String name, @Nullable ProxySettings proxy) {
    /** Tells apart all that leads to other tokens. */
    String key() {
      return name.isEmpty() ? "" : namespace + "/" + name;
    }

    Optional<WorkloadAccount> account() throws IOException {
      if (name.isEmpty() || access.accounts == null) {
        return Optional.empty();
      }
      try {
        return Optional.of(access.accounts.find(namespace, name));
      } catch (IllegalArgumentException e) {
        throw new IOException(e.getMessage(), e);
      }
    }

    CloudHttp http() throws IOException {
      return CloudHttp.of(TlsMaterial.none(), Optional.ofNullable(proxy), TIMEOUT);
    }

    CloudIdentities identities(CloudHttp http) {
      return new CloudIdentities(access.environment, http, access.endpoints(), access.clock);
    }
  }
}

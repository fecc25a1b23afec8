package dev.millrace.controller.notification.cloud;

import dev.millrace.cloud.AccessToken;
import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.ExpiringCache;
import dev.millrace.cloud.TokenSource;
import dev.millrace.cloud.workload.CloudIdentities;
import dev.millrace.cloud.workload.WorkloadAccount;
import dev.millrace.controller.notification.provider.CloudTokens;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.ProviderSettings.Identity;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tokens of clouds for the ServiceAccount of a Provider, or the usual one, or the controller
 * itself.
 */
public final class WorkloadIdentities implements CloudTokens {
  private static final int NO_ANSWER = 0;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERRORS = 500;

  private final CloudIdentities identities;
  private final Accounts accounts;
  private final AccountRule rule;
  private final ExpiringCache<AccessToken> kept;

  /** Finds ServiceAccounts of the cluster. */
  @FunctionalInterface
  public interface Accounts {
    /**
     * The ServiceAccount.
     *
     * @throws IllegalArgumentException if it does not exist
     */
    WorkloadAccount find(String namespace, String name);
  }

  /**
   * @param rule which ServiceAccount a Provider acts as
   * @param kept tokens that were given out
   */
  public WorkloadIdentities(
      CloudIdentities identities,
      Accounts accounts,
      AccountRule rule,
      ExpiringCache<AccessToken> kept) {
    this.identities = identities;
    this.accounts = accounts;
    this.rule = rule;
    this.kept = kept;
  }

  @Override
  public String azure(Identity provider, String scope) {
    return token("azure", provider, scope, identities::azure);
  }

  @Override
  public String google(Identity provider, String scope) {
    return token("google", provider, scope, identities::gcp);
  }

  private String token(
      String cloud,
      Identity provider,
      String scope,
      Function<Optional<WorkloadAccount>, TokenSource> sources) {
    String account = rule.actor(provider.serviceAccount());
    String who = account.isEmpty() ? "" : provider.namespace() + "/" + account;
    String key = String.join(" ", cloud, who, scope);
    try {
      return kept.get(key, () -> sources.apply(find(provider.namespace(), account)).token(scope))
          .value()
          .reveal();
    } catch (CloudException e) {
      throw failure(e, mayPass(e.status()));
    } catch (IllegalArgumentException e) {
      throw failure(e, false);
    } catch (IOException e) {
      throw failure(e, true);
    }
  }

  private Optional<WorkloadAccount> find(String namespace, String account) {
    return account.isEmpty() ? Optional.empty() : Optional.of(accounts.find(namespace, account));
  }

  /** Whether there may be a token later: a refusal is one, no answer is not. */
  private static boolean mayPass(int status) {
    return status == NO_ANSWER
        || status >= SERVER_ERRORS
        || status == TOO_MANY
        || status == REQUEST_TIMEOUT;
  }

  private static NotificationFailure failure(Exception e, boolean isTemporary) {
    String message = "no token for the cloud: " + e.getMessage();
    return isTemporary ? NotificationFailure.temporary(message) : new NotificationFailure(message);
  }
}

package dev.millrace.controller.kustomize.decrypt;

import dev.millrace.cloud.workload.CloudIdentities;
import dev.millrace.cloud.workload.WorkloadAccount;
import dev.millrace.runtime.account.ClusterAccounts;
import dev.millrace.sops.flux.RemoteKeys;
import dev.millrace.sops.key.KeySource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys that service accounts may use in clouds and in listed Vault servers (FLUX.md 3.5). */
public final class AccountKeys {
  private static final int MAX_ACCOUNTS = 100;

  private final ClusterAccounts accounts;
  private final RemoteKeys remote;
  private final CloudIdentities identities;
  private final VaultServers vaults;
  private final List<KeySource> ofProcess;
  private final Map<Key, List<KeySource>> known = new LinkedHashMap<>(16, 0.75f, true);

  private record Key(String namespace, String name, Map<String, String> annotations) {}

  /**
   * Keys that are asked for when a file needs them.
   *
   * @param vaults the servers that service accounts may log in to
   */
  public AccountKeys(
      ClusterAccounts accounts,
      RemoteKeys remote,
      CloudIdentities identities,
      VaultServers vaults) {
    this.accounts = accounts;
    this.remote = remote;
    this.identities = identities;
    this.vaults = vaults;
    this.ofProcess = remote.of(identities, Optional.empty());
  }

  /** What this process itself may use. */
  List<KeySource> ofProcess() {
    return ofProcess;
  }

  /**
   * What a service account may use.
   *
   * @throws IllegalArgumentException if it does not exist, or the list of servers makes no sense
   */
  List<KeySource> of(String namespace, String name) {
    WorkloadAccount account = accounts.find(namespace, name);
    List<KeySource> keys = new ArrayList<>(inClouds(account));
    Map<String, String> loginPaths = vaults.loginPaths();
    if (!loginPaths.isEmpty()) {
      keys.add(remote.vault(account, loginPaths));
    }
    return keys;
  }

  private synchronized List<KeySource> inClouds(WorkloadAccount account) {
    Key key = new Key(account.namespace(), account.name(), account.annotations());
    List<KeySource> keys =
        known.computeIfAbsent(key, _ -> remote.of(identities, Optional.of(account)));
    if (known.size() > MAX_ACCOUNTS) {
      known.remove(known.keySet().iterator().next());
    }
    return keys;
  }
}
